package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TType;

/**
 * A list of values of one kind.
 *
 * @param <E> one value
 */
record ListKind<E>(Kind<E> elements) implements Kind<List<E>> {
    @Override
    public byte wireType() {
        return TType.LIST;
    }

    /** Refuses a list that claims more elements than there are bytes, since each takes one at least. */
    @Override
    public List<E> read(TProtocol in, byte type) throws TException {
        TList header = in.readListBegin();
        requireSize(in, header.size);
        if (header.size > 0 && !elements.reads(header.elemType)) {
            throw new TProtocolException(TProtocolException.INVALID_DATA, "a list of other elements");
        }
        List<E> values = new ArrayList<>(Math.min(header.size, 64));
        for (int i = 0; i < header.size; i++) {
            values.add(elements.read(in, header.elemType));
        }
        in.readListEnd();
        return values;
    }

    @Override
    public void write(TProtocol out, List<E> values) throws TException {
        out.writeListBegin(new TList(elements.wireType(), values.size()));
        for (E value : values) {
            elements.write(out, value);
        }
        out.writeListEnd();
    }

    @Override
    public List<E> fromJson(Object json) {
        if (!(json instanceof List<?> list)) {
            return null;
        }
        List<E> values = new ArrayList<>(list.size());
        for (Object one : list) {
            E value = elements.fromJson(one);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    @Override
    public void toJson(JsonGenerator out, List<E> values) throws IOException {
        out.writeStartArray();
        for (E value : values) {
            elements.toJson(out, value);
        }
        out.writeEndArray();
    }

    @Override
    public boolean isEmpty(List<E> values) {
        return values.isEmpty();
    }

    static void requireSize(TProtocol in, int size) throws TException {
        if (size < 0) {
            throw new TProtocolException(TProtocolException.NEGATIVE_SIZE, "a container of " + size + " elements");
        }
        in.getTransport().checkReadBytesAvailable(size);
    }
}
