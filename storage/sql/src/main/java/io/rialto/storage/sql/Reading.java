package io.rialto.storage.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes in the rows of one answer, one after the other, until it has enough. Used once, by one thread at a time.
 *
 * @param <T> what it makes of them
 */
public interface Reading<T> {
    /** Takes a row in; false: no more are wanted. */
    boolean next(Row row);

    /** What the rows came to. */
    T result();

    /** The first row, where there is one. */
    static <T> Reading<Optional<T>> first(Function<Row, T> shape) {
        return new Reading<>() {
            private Optional<T> found = Optional.empty();

            @Override
            public boolean next(Row row) {
                found = Optional.of(shape.apply(row));
                return false;
            }

            @Override
            public Optional<T> result() {
                return found;
            }
        };
    }

    /** All rows. */
    static <T> Reading<List<T>> list(Function<Row, T> shape) {
        return new Reading<>() {
            private final List<T> found = new ArrayList<>();

            @Override
            public boolean next(Row row) {
                found.add(shape.apply(row));
                return true;
            }

            @Override
            public List<T> result() {
                return found;
            }
        };
    }

    /** The number in the first column of the first row; 0 where there is none. */
    static Reading<Long> number() {
        return new Reading<>() {
            private long found;

            @Override
            public boolean next(Row row) {
                found = row.integer(0);
                return false;
            }

            @Override
            public Long result() {
                return found;
            }
        };
    }
}
