package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/** Structs of one shape. What comes in may have unknown fields, or lack any; a field of another type counts as unknown. */
record StructKind(Shape shape) implements Kind<Struct> {
    private static final int MAX_DEPTH = 64;
    private static final TStruct NAMELESS = new TStruct("");

    @Override
    public byte wireType() {
        return TType.STRUCT;
    }

    @Override
    public Struct read(TProtocol in, byte type) throws TException {
        Struct struct = new Struct(shape);
        in.readStructBegin();
        for (TField header = in.readFieldBegin(); header.type != TType.STOP; header = in.readFieldBegin()) {
            Field<?> field = shape.field(header.id);
            if (field != null && field.kind().reads(header.type)) {
                read(in, header.type, struct, field);
            } else {
                TProtocolUtil.skip(in, header.type, MAX_DEPTH);
            }
            in.readFieldEnd();
        }
        in.readStructEnd();
        return struct;
    }

    @Override
    public void write(TProtocol out, Struct struct) throws TException {
        out.writeStructBegin(NAMELESS);
        for (Field<?> field : shape.fields()) {
            write(out, struct, field);
        }
        out.writeFieldStop();
        out.writeStructEnd();
    }

    @Override
    public Struct fromJson(Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            return null;
        }
        Struct struct = new Struct(shape);
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            Field<?> field = shape.field((String) entry.getKey());
            if (field != null && entry.getValue() != null) {
                take(struct, field, entry.getValue());
            }
        }
        return struct;
    }

    @Override
    public void toJson(JsonGenerator out, Struct struct) throws IOException {
        out.writeStartObject();
        for (Field<?> field : shape.fields()) {
            toJson(out, struct, field);
        }
        out.writeEndObject();
    }

    private static <T> void read(TProtocol in, byte type, Struct struct, Field<T> field) throws TException {
        struct.with(field, field.kind().read(in, type));
    }

    private static <T> void write(TProtocol out, Struct struct, Field<T> field) throws TException {
        T value = struct.get(field);
        if (value != null) {
            out.writeFieldBegin(new TField(field.name(), field.kind().wireType(), (short) field.id()));
            field.kind().write(out, value);
            out.writeFieldEnd();
        }
    }

    private static <T> void take(Struct struct, Field<T> field, Object json) {
        struct.with(field, field.kind().fromJson(json));
    }

    private static <T> void toJson(JsonGenerator out, Struct struct, Field<T> field) throws IOException {
        T value = struct.get(field);
        if (value != null && (field.required() || !field.kind().isEmpty(value))) {
            out.writeFieldName(field.name());
            field.kind().toJson(out, value);
        }
    }
}
