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

    /**
     * With the key, and nothing hashed yet: a copy of it costs a tenth of finding the algorithm and expanding the key anew.
     * Made for the first hash, by whoever asks, also twice: a start need not wait while this Java looks for the algorithm.
     */
    private volatile Mac keyed;

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
            Mac mac = (Mac) keyed().clone();
            return mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException provider) {
            throw new IllegalStateException("this Java's " + ALGORITHM + " cannot be copied", provider);
        }
    }

    /** The keyed hash as hex. */
    public String hex(String... parts) {
        return HexFormat.of().formatHex(hash(parts));
    }

    private Mac keyed() {
        Mac made = keyed;
        if (made == null) {
            made = make(key);
            keyed = made;
        }
        return made;
    }

    private static Mac make(SecretKeySpec key) {
        try {
            Mac made = Mac.getInstance(ALGORITHM);
            made.init(key);
            return made;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }
}
