package io.rialto.bench.client;

/** A publisher's message, encoded once; sending copies it with stamp and number filled in. */
final class Shape {
    private static final int DIGITS = 10;
    static final long FIRST_ID = 1_000_000_000L;

    /** How the number of a request is written. */
    enum Id {
        /** Not at all. */
        NONE,
        /** An MQTT packet id. */
        TWO_BYTES,
        /** A number of four bytes. */
        FOUR_BYTES,
        /** Ten decimal digits, counted from 1000000000. */
        TEN_DIGITS
    }

    private final byte[] bytes;
    private final Mask mask;
    private final int contentAt;
    private final int[] stampsAt;
    private final Id id;
    private final int idAt;

    /** Takes content as it stands in the clear; what comes before {@code contentAt} is never masked. */
    Shape(byte[] bytes, int contentAt, Mask mask, int[] stampsAt, Id id, int idAt) {
        this.bytes = bytes.clone();
        this.contentAt = contentAt;
        this.mask = mask;
        this.stampsAt = stampsAt.clone();
        this.id = id;
        this.idAt = idAt;
        mask.apply(this.bytes, contentAt, bytes.length - contentAt, 0);
    }

    /** Appends one message. */
    void appendTo(Outbox out, long nanos, long sequence, int publisher, int number) {
        int at = out.reserve(bytes.length);
        byte[] target = out.bytes();
        System.arraycopy(bytes, 0, target, at, bytes.length);
        for (int stampAt : stampsAt) {
            Stamp.put(target, at + stampAt, nanos, sequence, publisher);
            mask.apply(target, at + stampAt, Stamp.LENGTH, stampAt - contentAt);
        }
        int length = putId(target, at + idAt, number);
        mask.apply(target, at + idAt, length, idAt - contentAt);
    }

    private int putId(byte[] target, int at, int number) {
        return switch (id) {
            case NONE -> 0;
            case TWO_BYTES -> {
                target[at] = (byte) (number >> 8);
                target[at + 1] = (byte) number;
                yield 2;
            }
            case FOUR_BYTES -> {
                for (int i = 0; i < Integer.BYTES; i++) {
                    target[at + i] = (byte) (number >> (24 - 8 * i));
                }
                yield Integer.BYTES;
            }
            case TEN_DIGITS -> {
                putDigits(target, at, FIRST_ID + number);
                yield DIGITS;
            }
        };
    }

    private static void putDigits(byte[] target, int at, long number) {
        long rest = number;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Payload of this size, the stamp's place marked at its start. */
    static byte[] payload(int size) {
        byte[] payload = new byte[size];
        for (int i = 0; i < size; i++) {
            payload[i] = (byte) ('a' + (i * 7 + i / 26) % 26);
        }
        Stamp.put(payload, 0, 0, 0, 0);
        return payload;
    }
}
