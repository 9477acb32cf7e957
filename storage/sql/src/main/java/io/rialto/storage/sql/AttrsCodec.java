package io.rialto.storage.sql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Attributes as bytes: count, then name and value of each, all lengths as base-128 integers, low group first. */
final class AttrsCodec {
    private AttrsCodec() {}

    static byte[] encode(Map<String, byte[]> attrs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        putLength(out, attrs.size());
        attrs.forEach((name, value) -> {
            putBytes(out, name.getBytes(StandardCharsets.UTF_8));
            putBytes(out, value);
        });
        return out.toByteArray();
    }

    /** The attributes of encoded bytes; none of null. */
    static Map<String, byte[]> decode(byte[] encoded) {
        if (encoded == null) {
            return Map.of();
        }
        ByteBuffer in = ByteBuffer.wrap(encoded);
        int count = length(in);
        Map<String, byte[]> attrs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = new String(bytes(in), StandardCharsets.UTF_8);
            attrs.put(name, bytes(in));
        }
        return attrs;
    }

    private static void putBytes(ByteArrayOutputStream out, byte[] bytes) {
        putLength(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void putLength(ByteArrayOutputStream out, int length) {
        int rest = length;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    private static int length(ByteBuffer in) {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            byte group = in.get();
            length |= (group & 0x7f) << shift;
            if (group >= 0) {
                return length;
            }
        }
    }
}
