package io.rialto.adapter.thrift;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Structs as the vectors describe them: numbers that JSON cannot hold are texts, nulls are nothing. */
final class VectorStructs {
    private static final Map<String, Shape> SHAPES = Map.of(
            "TimAck", TimAck.SHAPE,
            "TimReq", TimReq.SHAPE,
            "TimAuth", TimAuth.SHAPE,
            "TimMessage", TimMessage.SHAPE,
            "TimMessageList", TimMessageList.SHAPE,
            "TimNodes", TimNodes.SHAPE,
            "TimPresence", TimPresence.SHAPE,
            "TimStream", TimStream.SHAPE);

    private VectorStructs() {}

    static Shape shape(Vector vector) {
        return SHAPES.get(vector.struct());
    }

    static Struct of(Vector vector) {
        return struct(shape(vector), vector.fields());
    }

    private static Struct struct(Shape shape, Map<?, ?> fields) {
        Struct struct = new Struct(shape);
        fields.forEach((name, value) -> {
            if (value != null) {
                set(struct, shape.field((String) name), value);
            }
        });
        return struct;
    }

    @SuppressWarnings("unchecked") // the value is made for the kind of the field
    private static <T> void set(Struct struct, Field<T> field, Object value) {
        struct.with(field, (T) value(field.kind(), value));
    }

    private static Object value(Kind<?> kind, Object value) {
        if (kind instanceof StructKind struct) {
            return struct(struct.shape(), (Map<?, ?>) value);
        }
        if (kind instanceof ListKind<?> list) {
            List<Object> values = new ArrayList<>();
            ((List<?>) value).forEach(one -> values.add(value(list.elements(), one)));
            return values;
        }
        if (kind instanceof MapKind<?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, one) -> values.put((String) key, value(map.values(), one)));
            return values;
        }
        return scalar(kind, value);
    }

    private static Object scalar(Kind<?> kind, Object value) {
        if (kind == Scalar.BYTES && value instanceof Map<?, ?> byIndex) {
            byte[] bytes = new byte[byIndex.size()];
            byIndex.forEach((index, one) -> bytes[Integer.parseInt((String) index)] = ((Long) one).byteValue());
            return bytes;
        }
        if (kind == Scalar.BYTES) {
            return Base64.getDecoder().decode((String) value);
        }
        if (kind == Scalar.BOOL || kind == Scalar.TEXT) {
            return value;
        }
        if (kind instanceof TokenKind) {
            return value.toString();
        }
        long number = Long.parseLong(value.toString());
        if (kind == Scalar.I8) {
            return (byte) number;
        }
        if (kind == Scalar.I16) {
            return (short) number;
        }
        return kind == Scalar.I32 ? (Object) (int) number : number;
    }
}
