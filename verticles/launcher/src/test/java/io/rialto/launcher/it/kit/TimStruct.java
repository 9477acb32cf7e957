package io.rialto.launcher.it.kit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * A struct of TIM as the numbers of its fields with their values, written and read by libthrift's compact protocol. What
 * was read has byte arrays for strings.
 */
public record TimStruct(Map<Integer, Object> fields) {
    /** Fields in the order of their numbers: number, value, number, value … */
    public static TimStruct of(Object... numbersAndValues) {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < numbersAndValues.length; i += 2) {
            fields.put((Integer) numbersAndValues[i], numbersAndValues[i + 1]);
        }
        return new TimStruct(fields);
    }

    /** The struct in a frame, behind so many bytes of it. */
    public static TimStruct read(byte[] frame, int start) {
        try {
            return read(new TCompactProtocol(new TMemoryInputTransport(frame, start, frame.length - start)));
        } catch (TException broken) {
            throw new AssertionError("no struct: " + Arrays.toString(frame), broken);
        }
    }

    /** A frame of this struct behind the byte of its command. */
    public byte[] frame(int command) {
        try {
            TMemoryBuffer memory = new TMemoryBuffer(256);
            memory.write(new byte[] {(byte) command});
            write(new TCompactProtocol(memory));
            return Arrays.copyOf(memory.getArray(), memory.length());
        } catch (TException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A whole number of any size; 0 where there is none. */
    public long number(int field) {
        return fields.get(field) instanceof Number number ? number.longValue() : 0;
    }

    /** The bytes of a string; none where there is none. */
    public byte[] bytes(int field) {
        return fields.get(field) instanceof byte[] bytes ? bytes : new byte[0];
    }

    /** A string; empty where there is none. */
    public String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    /** Whether this is true. */
    public boolean flag(int field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    /** A struct within; an empty one where there is none. */
    public TimStruct struct(int field) {
        return fields.get(field) instanceof TimStruct struct ? struct : of();
    }

    /** A list of structs; empty where there is none. */
    public List<TimStruct> structs(int field) {
        List<TimStruct> all = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list) {
            list.forEach(one -> all.add((TimStruct) one));
        }
        return all;
    }

    private void write(TProtocol out) throws TException {
        out.writeStructBegin(new TStruct(""));
        for (Map.Entry<Integer, Object> field : fields.entrySet()) {
            out.writeFieldBegin(
                    new TField("", type(field.getValue()), field.getKey().shortValue()));
            writeValue(out, field.getValue());
            out.writeFieldEnd();
        }
        out.writeFieldStop();
        out.writeStructEnd();
    }

    private static byte type(Object value) {
        if (value instanceof Boolean) {
            return TType.BOOL;
        } else if (value instanceof Byte) {
            return TType.BYTE;
        } else if (value instanceof Short) {
            return TType.I16;
        } else if (value instanceof List) {
            return TType.LIST;
        } else if (value instanceof Integer) {
            return TType.I32;
        } else if (value instanceof Long) {
            return TType.I64;
        } else if (value instanceof TimStruct) {
            return TType.STRUCT;
        }
        return value instanceof Map ? TType.MAP : TType.STRING;
    }

    private static void writeValue(TProtocol out, Object value) throws TException {
        switch (type(value)) {
            case TType.BOOL -> out.writeBool((Boolean) value);
            case TType.BYTE -> out.writeByte((Byte) value);
            case TType.I16 -> out.writeI16((Short) value);
            case TType.I32 -> out.writeI32((Integer) value);
            case TType.I64 -> out.writeI64((Long) value);
            case TType.STRUCT -> ((TimStruct) value).write(out);
            case TType.MAP -> {
                Map<?, ?> map = (Map<?, ?>) value;
                byte values = map.isEmpty()
                        ? TType.STRING
                        : type(map.values().iterator().next());
                out.writeMapBegin(new TMap(TType.STRING, values, map.size()));
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    writeValue(out, entry.getKey());
                    writeValue(out, entry.getValue());
                }
                out.writeMapEnd();
            }
            case TType.LIST -> {
                List<?> list = (List<?>) value;
                out.writeListBegin(new TList(list.isEmpty() ? TType.STRING : type(list.get(0)), list.size()));
                for (Object one : list) {
                    writeValue(out, one);
                }
                out.writeListEnd();
            }
            default ->
                out.writeBinary(ByteBuffer.wrap(
                        value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value));
        }
    }

    private static TimStruct read(TProtocol in) throws TException {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != TType.STOP; field = in.readFieldBegin()) {
            fields.put((int) field.id, readValue(in, field.type));
        }
        in.readStructEnd();
        return new TimStruct(fields);
    }

    private static Object readValue(TProtocol in, byte type) throws TException {
        return switch (type) {
            case TType.BOOL -> in.readBool();
            case TType.BYTE -> in.readByte();
            case TType.I16 -> in.readI16();
            case TType.I32 -> in.readI32();
            case TType.I64 -> in.readI64();
            case TType.STRUCT -> read(in);
            case TType.LIST -> {
                TList header = in.readListBegin();
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < header.size; i++) {
                    values.add(readValue(in, header.elemType));
                }
                yield values;
            }
            case TType.MAP -> {
                TMap header = in.readMapBegin();
                Map<Object, Object> values = new LinkedHashMap<>();
                for (int i = 0; i < header.size; i++) {
                    values.put(readValue(in, header.keyType), readValue(in, header.valueType));
                }
                yield values;
            }
            default -> {
                ByteBuffer bytes = in.readBinary();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                yield copy;
            }
        };
    }
}
