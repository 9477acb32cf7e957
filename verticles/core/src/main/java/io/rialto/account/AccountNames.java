package io.rialto.account;

import io.rialto.contract.id.AccountId;
import java.math.BigInteger;

/**
 * Makes public account ids out of login names that nobody can read back: 56 bits of a keyed hash with a CRC-8, base58
 * (decisions 1).
 */
final class AccountNames {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int HASH_BYTES = 7;
    private static final int LENGTH = 11;

    private AccountNames() {}

    /** The id of a login; {@code attempt} counts up while ids are taken. */
    static AccountId derive(Secrets secrets, String login, int attempt) {
        byte[] hash = attempt == 0 ? secrets.hash(login, "") : secrets.hash(login, "", Integer.toString(attempt));
        byte[] bytes = new byte[HASH_BYTES + 1];
        System.arraycopy(hash, 0, bytes, 0, HASH_BYTES);
        bytes[HASH_BYTES] = crc8(bytes, HASH_BYTES);
        return new AccountId(base58(new BigInteger(1, bytes)));
    }

    private static String base58(BigInteger number) {
        StringBuilder text = new StringBuilder();
        BigInteger rest = number;
        while (text.length() < LENGTH) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text.append(BASE58.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }

    /** CRC-8 with the polynomial x^8 + x^2 + x + 1. */
    private static byte crc8(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1;
            }
        }
        return (byte) crc;
    }
}
