package io.rialto.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An address, or a network of addresses.
 *
 * @param address as bytes, 4 or 16
 * @param bits how many of its leading bits count
 */
@SuppressWarnings("ArrayRecordComponent") // never handed out, never compared
record Network(byte[] address, int bits) {
    /** Numbers only, so that no name is ever asked for. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Reads 10.0.0.7, 10.0.0.0/8, ::1 or fd00::/8. */
    static Network parse(String key, String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!NUMERIC.matcher(host).matches()) {
                throw new UnknownHostException(host);
            }
            byte[] address = InetAddress.getByName(host).getAddress();
            int all = address.length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new NumberFormatException(text);
            }
            return new Network(address, bits);
        } catch (UnknownHostException | NumberFormatException wrong) {
            throw new ConfigException(
                    key, "is " + text + ", expected addresses or networks such as 10.0.0.7, 10.0.0.0/8 or fd00::/8");
        }
    }

    /** Whether this is one of its addresses. */
    boolean contains(InetAddress one) {
        byte[] other = one.getAddress();
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((other[bit >> 3] ^ address[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
