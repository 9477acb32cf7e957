package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;

/**
 * What sort of value a field has, in both forms.
 *
 * @param <T> the value
 */
interface Kind<T> {
    /** A list of such values. */
    static <E> Kind<List<E>> list(Kind<E> elements) {
        return new ListKind<>(elements);
    }

    /** A map from texts to such values. */
    static <E> Kind<Map<String, E>> map(Kind<E> values) {
        return new MapKind<>(values);
    }

    /** A struct of this shape. */
    static Kind<Struct> struct(Shape shape) {
        return new StructKind(shape);
    }

    /** Its number on the Thrift wire. */
    byte wireType();

    /** Whether a value with this number on the Thrift wire can be read. */
    default boolean reads(byte type) {
        return type == wireType();
    }

    /** Reads a value that has this number on the Thrift wire. */
    T read(TProtocol in, byte type) throws TException;

    /** Writes a value to the Thrift wire. */
    void write(TProtocol out, T value) throws TException;

    /** The value that a parsed JSON value means; null where it is of another type or out of range. */
    T fromJson(Object json);

    /** Writes a value as JSON. */
    void toJson(JsonGenerator out, T value) throws IOException;

    /** Whether an optional field with this value is left out of JSON. */
    default boolean isEmpty(T value) {
        return false;
    }
}
