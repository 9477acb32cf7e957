package io.rialto.launcher.it.kit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Payloads by their fingerprints. */
public final class Payloads {
    private Payloads() {}

    /** 16 hexadecimal digits that stand for these bytes. */
    public static String hash(byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** 16 hexadecimal digits that stand for this text. */
    public static String hash(String payload) {
        return hash(payload.getBytes(StandardCharsets.UTF_8));
    }
}
