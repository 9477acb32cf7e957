package io.rialto.adapter.thrift;

import java.util.Arrays;

/** A struct as it came, or as it goes out: the values of the fields that are there. Confined to one thread. */
final class Struct {
    private final Shape shape;
    private final Object[] values;

    /** A struct without any field yet. */
    Struct(Shape shape) {
        this(shape, new Object[shape.fields().size()]);
    }

    private Struct(Shape shape, Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    Shape shape() {
        return shape;
    }

    /** Sets a field; null takes it out. */
    <T> Struct with(Field<T> field, T value) {
        values[field.index()] = value;
        return this;
    }

    /** The value of a field; null where it is missing. */
    @SuppressWarnings("unchecked") // with() puts values of the field's type in only
    <T> T get(Field<T> field) {
        return (T) values[field.index()];
    }

    /** The value of a field, or the fallback where it is missing. */
    <T> T get(Field<T> field, T fallback) {
        T value = get(field);
        return value == null ? fallback : value;
    }

    /** The text of a field; empty where it is missing. */
    String text(Field<String> field) {
        return get(field, "");
    }

    /** A struct of the same shape with the same values. */
    Struct copy() {
        return new Struct(shape, values.clone());
    }

    @Override
    public String toString() {
        return shape + Arrays.toString(values);
    }
}
