package io.rialto.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes under one secret (HMAC-SHA-256, RFC 2104). Safe on any thread. */
public final class Secrets {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Hashes under this secret. */
    public Secrets(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** A fresh secret of 256 random bits, as hex. */
    public static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The 32 bytes of the keyed hash of the parts, kept apart by a zero byte. */
    public byte[] hash(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }

    /** The keyed hash as hex. */
    public String hex(String... parts) {
        return HexFormat.of().formatHex(hash(parts));
    }
}
