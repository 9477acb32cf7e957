package io.rialto.launcher.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A property that came from the server (MQTT 5 §2.2.2.2).
 *
 * @param value a number in decimal, a text, bytes in hex, a pair as {@code name=value}
 */
record Property(int id, String value) {
    /** The properties that begin here with their length. */
    static List<Property> read(ByteBuffer in) {
        int end = variable(in) + in.position();
        List<Property> all = new ArrayList<>();
        while (in.position() < end) {
            int id = variable(in);
            all.add(new Property(id, value(in, id)));
        }
        return all;
    }

    /** A variable byte integer. */
    static int variable(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.get();
            value |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit < 0);
        return value;
    }

    private static String value(ByteBuffer in, int id) {
        return switch (id) {
            case 0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2A -> Integer.toString(in.get() & 0xFF);
            case 0x13, 0x21, 0x22, 0x23 -> Integer.toString(in.getShort() & 0xFFFF);
            case 0x02, 0x11, 0x18, 0x27 -> Long.toString(in.getInt() & 0xFFFF_FFFFL);
            case 0x0B -> Integer.toString(variable(in));
            case 0x03, 0x08, 0x12, 0x15, 0x1A, 0x1C, 0x1F -> new String(binary(in), StandardCharsets.UTF_8);
            case 0x09, 0x16 -> HexFormat.of().formatHex(binary(in));
            case 0x26 ->
                new String(binary(in), StandardCharsets.UTF_8) + "=" + new String(binary(in), StandardCharsets.UTF_8);
            default -> throw new AssertionError("no property of MQTT 5: " + id);
        };
    }

    private static byte[] binary(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort() & 0xFFFF];
        in.get(bytes);
        return bytes;
    }
}
