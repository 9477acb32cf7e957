package io.rialto.storage.sql;

/** One row of an answer. Columns count from 0; integers of any width, text, bytes are all there is. */
@FunctionalInterface
public interface Row {
    /** The value of a column: a {@link Number}, a String, a byte array, or null. */
    Object value(int column);

    /** An integer column. */
    default long integer(int column) {
        return ((Number) value(column)).longValue();
    }

    /** A text column; null where the column is. */
    default String text(int column) {
        return (String) value(column);
    }

    /** A column of bytes; null where the column is. */
    default byte[] bytes(int column) {
        return (byte[]) value(column);
    }

    /** Whether the column has no value. */
    default boolean isNull(int column) {
        return value(column) == null;
    }
}
