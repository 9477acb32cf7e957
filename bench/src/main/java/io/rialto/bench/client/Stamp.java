package io.rialto.bench.client;

import java.nio.ByteBuffer;

/**
 * The first 20 characters of every payload: a mark, the time sent, the sequence, the publisher.
 *
 * <p>Five bits a character in an alphabet that neither JSON nor UTF-8 has to escape, read back with one mask each.
 */
final class Stamp {
    static final int LENGTH = 20;
    static final byte MARK = '#';

    private static final int TIME_AT = 1;
    private static final int TIME_CHARACTERS = 10;
    private static final int SEQUENCE_AT = 11;
    private static final int SEQUENCE_CHARACTERS = 6;
    private static final int PUBLISHER_AT = 17;
    private static final int PUBLISHER_CHARACTERS = 3;
    private static final long TIME_MASK = (1L << (5 * TIME_CHARACTERS)) - 1;

    private Stamp() {}

    static void put(byte[] to, int at, long nanos, long sequence, int publisher) {
        to[at] = MARK;
        putNumber(to, at + TIME_AT, TIME_CHARACTERS, nanos);
        putNumber(to, at + SEQUENCE_AT, SEQUENCE_CHARACTERS, sequence);
        putNumber(to, at + PUBLISHER_AT, PUBLISHER_CHARACTERS, publisher);
    }

    /** How long ago the stamp was made; the clock may have been anywhere when the machine started. */
    static long age(ByteBuffer in, int at, long now) {
        long age = (now - number(in, at + TIME_AT, TIME_CHARACTERS)) & TIME_MASK;
        return age > (TIME_MASK >> 1) ? 0 : age;
    }

    static long sequence(ByteBuffer in, int at) {
        return number(in, at + SEQUENCE_AT, SEQUENCE_CHARACTERS);
    }

    static int publisher(ByteBuffer in, int at) {
        return (int) number(in, at + PUBLISHER_AT, PUBLISHER_CHARACTERS);
    }

    private static void putNumber(byte[] to, int at, int characters, long number) {
        long rest = number;
        for (int i = at + characters - 1; i >= at; i--) {
            int digit = (int) (rest & 31);
            to[i] = (byte) (digit == 31 ? '_' : '`' + digit);
            rest >>>= 5;
        }
    }

    private static long number(ByteBuffer in, int at, int characters) {
        long number = 0;
        for (int i = at; i < at + characters; i++) {
            number = (number << 5) | (in.get(i) & 31);
        }
        return number;
    }
}
