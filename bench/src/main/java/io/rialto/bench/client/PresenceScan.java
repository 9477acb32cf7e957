package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Recognises notices of presence without parsing them: {@code {"ev":"presence","account":"…","online":true…}}. */
final class PresenceScan {
    private static final byte[] START = "{\"ev\":\"presence\",\"account\":\"".getBytes(US_ASCII);
    private static final byte[] ONLINE = "\",\"online\":".getBytes(US_ASCII);

    private PresenceScan() {}

    /** Hands it over when it is one; else false. */
    static boolean take(Link link, ByteBuffer in, int from, int to) {
        if (!matches(in, from, to, START)) {
            return false;
        }
        int name = from + START.length;
        int nameEnd = name;
        while (nameEnd < to && in.get(nameEnd) != '"') {
            nameEnd++;
        }
        if (!matches(in, nameEnd, to, ONLINE)) {
            return false;
        }
        byte[] account = new byte[nameEnd - name];
        in.get(name, account);
        link.events().noticed(new String(account, US_ASCII), in.get(nameEnd + ONLINE.length) == 't');
        return true;
    }

    private static boolean matches(ByteBuffer in, int from, int to, byte[] expected) {
        if (to - from <= expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (in.get(from + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
