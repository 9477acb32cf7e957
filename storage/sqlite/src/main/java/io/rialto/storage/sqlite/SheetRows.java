package io.rialto.storage.sqlite;

import java.util.Arrays;

/**
 * The rows of a sheet as they stand in the file: account key, position, time of each, as differences in variable length,
 * since the neighbours in a group are alike. Made by one thread.
 */
final class SheetRows {
    private static final int FIRST_CAPACITY = 4096;
    private static final int MOST_BYTES = 30;
    private static final int SEVEN = 7;
    private static final int LOW = 0x7f;
    private static final int MORE = 0x80;

    /** Takes rows one after the other. */
    @FunctionalInterface
    interface Taker<X extends Exception> {
        void take(long account, long iseq, long its) throws X;
    }

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;
    private long lastAccount;
    private long lastIseq;
    private long lastIts;

    /** Adds a row. */
    void add(long account, long iseq, long its) {
        if (bytes.length - size < MOST_BYTES) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        put(account - lastAccount);
        put(iseq - lastIseq);
        put(its - lastIts);
        lastAccount = account;
        lastIseq = iseq;
        lastIts = its;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Begins anew. */
    void clear() {
        size = 0;
        lastAccount = 0;
        lastIseq = 0;
        lastIts = 0;
    }

    /** Reads what {@link #toBytes} made. */
    static <X extends Exception> void each(byte[] from, Taker<X> taker) throws X {
        Cursor cursor = new Cursor(from);
        long account = 0;
        long iseq = 0;
        long its = 0;
        while (cursor.at < from.length) {
            account += cursor.next();
            iseq += cursor.next();
            its += cursor.next();
            taker.take(account, iseq, its);
        }
    }

    private void put(long difference) {
        long rest = (difference << 1) ^ (difference >> (Long.SIZE - 1));
        while ((rest & ~(long) LOW) != 0) {
            bytes[size++] = (byte) ((rest & LOW) | MORE);
            rest >>>= SEVEN;
        }
        bytes[size++] = (byte) rest;
    }

    private static final class Cursor {
        private final byte[] from;
        private int at;

        Cursor(byte[] from) {
            this.from = from;
        }

        long next() {
            long value = 0;
            int shift = 0;
            byte part = from[at++];
            while (part < 0) {
                value |= (long) (part & LOW) << shift;
                shift += SEVEN;
                part = from[at++];
            }
            value |= (long) part << shift;
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
