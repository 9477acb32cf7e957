package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TType;

/**
 * A map from texts to values of one kind.
 *
 * @param <E> one value
 */
record MapKind<E>(Kind<E> values) implements Kind<Map<String, E>> {
    @Override
    public byte wireType() {
        return TType.MAP;
    }

    /** Refuses a map that claims more entries than there are bytes, since each takes two at least. */
    @Override
    public Map<String, E> read(TProtocol in, byte type) throws TException {
        TMap header = in.readMapBegin();
        ListKind.requireSize(in, header.size);
        if (header.size > 0 && (header.keyType != TType.STRING || !values.reads(header.valueType))) {
            throw new TProtocolException(TProtocolException.INVALID_DATA, "a map of other entries");
        }
        Map<String, E> map = new LinkedHashMap<>();
        for (int i = 0; i < header.size; i++) {
            String key = Scalar.readText(in);
            map.put(key, values.read(in, header.valueType));
        }
        in.readMapEnd();
        return map;
    }

    @Override
    public void write(TProtocol out, Map<String, E> map) throws TException {
        out.writeMapBegin(new TMap(TType.STRING, values.wireType(), map.size()));
        for (Map.Entry<String, E> entry : map.entrySet()) {
            out.writeString(entry.getKey());
            values.write(out, entry.getValue());
        }
        out.writeMapEnd();
    }

    @Override
    public Map<String, E> fromJson(Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            return null;
        }
        Map<String, E> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            E value = values.fromJson(entry.getValue());
            if (value == null) {
                return null;
            }
            map.put((String) entry.getKey(), value);
        }
        return map;
    }

    @Override
    public void toJson(JsonGenerator out, Map<String, E> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, E> entry : map.entrySet()) {
            out.writeFieldName(entry.getKey());
            values.toJson(out, entry.getValue());
        }
        out.writeEndObject();
    }

    @Override
    public boolean isEmpty(Map<String, E> map) {
        return map.isEmpty();
    }
}
