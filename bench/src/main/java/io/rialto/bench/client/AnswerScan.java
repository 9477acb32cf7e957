package io.rialto.bench.client;

import java.nio.ByteBuffer;

/** Recognises answers to numbered requests without parsing them. */
final class AnswerScan {
    private static final byte[] START = {'{', '"', 'i', 'd', '"', ':', '1'};
    private static final byte[] CODE = {'"', 'c', 'o', 'd', 'e', '"', ':'};

    /** Counts the frame when it is the answer to a message; else false. */
    boolean take(Link link, ByteBuffer in, int from, int to) {
        if (to - from < START.length || !matches(in, from, START)) {
            return false;
        }
        int code = code(in, from + START.length, to);
        int stamp = find(in, from, to);
        if (stamp + Stamp.LENGTH <= to) {
            link.events().answered(code, Stamp.age(in, stamp, link.now()));
        } else {
            link.events().answered(code);
        }
        return true;
    }

    private static int code(ByteBuffer in, int from, int to) {
        for (int at = from; at + CODE.length < to; at++) {
            if (in.get(at) == CODE[0] && matches(in, at, CODE)) {
                return number(in, at + CODE.length, to);
            }
        }
        return -1;
    }

    private static int number(ByteBuffer in, int from, int to) {
        int number = 0;
        for (int at = from; at < to && in.get(at) >= '0' && in.get(at) <= '9'; at++) {
            number = number * 10 + in.get(at) - '0';
        }
        return number;
    }

    private static int find(ByteBuffer in, int from, int to) {
        int at = from;
        while (at < to && in.get(at) != Stamp.MARK) {
            at++;
        }
        return at;
    }

    private static boolean matches(ByteBuffer in, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (in.get(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
