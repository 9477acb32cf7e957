package io.rialto.adapter.thrift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** Structs as maps from field numbers, written and read with libthrift alone. */
final class Compact {
    private Compact() {}

    /** A struct of these fields: id, value, id, value … in order. */
    static Map<Integer, Object> struct(Object... idsAndValues) {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < idsAndValues.length; i += 2) {
            fields.put((Integer) idsAndValues[i], idsAndValues[i + 1]);
        }
        return fields;
    }

    static byte[] write(Map<Integer, Object> struct) {
        try {
            TMemoryBuffer memory = new TMemoryBuffer(256);
            write(new TCompactProtocol(memory), struct);
            return java.util.Arrays.copyOf(memory.getArray(), memory.length());
        } catch (TException failed) {
            throw new AssertionError(failed);
        }
    }

    static Map<Integer, Object> read(byte[] bytes, int start) {
        try {
            return struct(new TCompactProtocol(new TMemoryInputTransport(bytes, start, bytes.length - start)));
        } catch (TException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void write(TProtocol out, Map<Integer, Object> struct) throws TException {
        out.writeStructBegin(new TStruct(""));
        for (Map.Entry<Integer, Object> field : struct.entrySet()) {
            out.writeFieldBegin(
                    new TField("", type(field.getValue()), field.getKey().shortValue()));
            value(out, field.getValue());
            out.writeFieldEnd();
        }
        out.writeFieldStop();
        out.writeStructEnd();
    }

    private static byte type(Object value) {
        if (value instanceof Boolean) {
            return TType.BOOL;
        }
        if (value instanceof Byte) {
            return TType.BYTE;
        }
        if (value instanceof Short) {
            return TType.I16;
        }
        if (value instanceof Integer) {
            return TType.I32;
        }
        if (value instanceof Long) {
            return TType.I64;
        }
        if (value instanceof List) {
            return TType.LIST;
        }
        return value instanceof Map ? TType.STRUCT : TType.STRING;
    }

    @SuppressWarnings("unchecked") // tests pass maps made by struct() only
    private static void value(TProtocol out, Object value) throws TException {
        switch (type(value)) {
            case TType.BOOL -> out.writeBool((Boolean) value);
            case TType.BYTE -> out.writeByte((Byte) value);
            case TType.I16 -> out.writeI16((Short) value);
            case TType.I32 -> out.writeI32((Integer) value);
            case TType.I64 -> out.writeI64((Long) value);
            case TType.STRUCT -> write(out, (Map<Integer, Object>) value);
            case TType.LIST -> {
                List<?> list = (List<?>) value;
                out.writeListBegin(new TList(type(list.get(0)), list.size()));
                for (Object one : list) {
                    value(out, one);
                }
            }
            default ->
                out.writeBinary(ByteBuffer.wrap(
                        value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value));
        }
    }

    private static Map<Integer, Object> struct(TProtocol in) throws TException {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != TType.STOP; field = in.readFieldBegin()) {
            fields.put((int) field.id, value(in, field.type));
        }
        in.readStructEnd();
        return fields;
    }

    private static Object value(TProtocol in, byte type) throws TException {
        return switch (type) {
            case TType.BOOL -> in.readBool();
            case TType.BYTE -> in.readByte();
            case TType.I16 -> in.readI16();
            case TType.I32 -> in.readI32();
            case TType.I64 -> in.readI64();
            case TType.STRUCT -> struct(in);
            case TType.LIST -> {
                TList header = in.readListBegin();
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < header.size; i++) {
                    values.add(value(in, header.elemType));
                }
                yield values;
            }
            case TType.MAP -> {
                TMap header = in.readMapBegin();
                Map<Object, Object> values = new LinkedHashMap<>();
                for (int i = 0; i < header.size; i++) {
                    values.put(value(in, header.keyType), value(in, header.valueType));
                }
                yield values;
            }
            default -> in.readString();
        };
    }
}
