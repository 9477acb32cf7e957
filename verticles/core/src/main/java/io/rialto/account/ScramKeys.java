package io.rialto.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 §3, RFC 7677): it proves the password without holding it.
 * Written as PostgreSQL writes it: {@code SCRAM-SHA-256$ITERATIONS:SALT$STORED:SERVER}.
 */
@SuppressWarnings("ArrayRecordComponent") // never written into, never compared as a whole
record ScramKeys(int iterations, byte[] salt, byte[] stored, byte[] server) {
    /** The name of the mechanism. */
    static final String METHOD = "SCRAM-SHA-256";

    private static final String PREFIX = METHOD + "$";
    private static final String MAC = "HmacSHA256";
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    /** Keys of a password, with a fresh salt. Takes as long as there are iterations. */
    static ScramKeys of(String password, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return of(password, salt, iterations);
    }

    static ScramKeys of(String password, byte[] salt, int iterations) {
        byte[] salted = salted(password, salt, iterations);
        return new ScramKeys(iterations, salt, digest(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
    }

    /** Keys that no password has, for somebody who has none: with this salt, so that nobody sees the difference. */
    static ScramKeys ofNobody(byte[] salt, int iterations) {
        byte[] nothing = new byte[KEY_BITS / 8];
        new SecureRandom().nextBytes(nothing);
        return new ScramKeys(iterations, salt, nothing, nothing);
    }

    /** Reads them out of what is kept of a password, beside its hash; empty where there are none. */
    static Optional<ScramKeys> in(String kept) {
        int start = kept == null ? -1 : kept.indexOf(PREFIX);
        if (start < 0) {
            return Optional.empty();
        }
        String[] parts = kept.substring(start + PREFIX.length()).split("[:$ ]", -1);
        Base64.Decoder base64 = Base64.getDecoder();
        return Optional.of(new ScramKeys(
                Integer.parseInt(parts[0]), base64.decode(parts[1]), base64.decode(parts[2]), base64.decode(parts[3])));
    }

    /** As they are kept. */
    String encoded() {
        Base64.Encoder base64 = Base64.getEncoder();
        return PREFIX + iterations + ":" + base64.encodeToString(salt) + "$" + base64.encodeToString(stored) + ":"
                + base64.encodeToString(server);
    }

    /** Whether a client that says this proof has the password; compared in constant time. */
    boolean isProof(byte[] proof, String message) {
        byte[] signature = hmac(stored, message);
        if (proof.length != signature.length) {
            return false;
        }
        byte[] client = new byte[proof.length];
        for (int i = 0; i < client.length; i++) {
            client[i] = (byte) (proof[i] ^ signature[i]);
        }
        return MessageDigest.isEqual(digest(client), stored);
    }

    /** What proves to the client that the server has these keys. */
    byte[] signature(String message) {
        return hmac(server, message);
    }

    /** Of its own accord: no keys in a log. */
    @Override
    public String toString() {
        return "ScramKeys[]";
    }

    private static byte[] salted(String password, byte[] salt, int iterations) {
        try {
            char[] prepared = prepared(password).toCharArray();
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(prepared, salt, iterations, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", missing);
        }
    }

    /** What of SASLprep (RFC 4013) changes passwords that people have: other spaces, other forms of the same letters. */
    private static String prepared(String password) {
        StringBuilder mapped = new StringBuilder(password.length());
        password.codePoints()
                .filter(c -> c != 0xAD && c != 0x200B && c != 0x2060 && c != 0xFEFF)
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(mapped::appendCodePoint);
        return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + MAC, missing);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
