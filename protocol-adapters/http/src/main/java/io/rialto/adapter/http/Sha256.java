package io.rialto.adapter.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests, so that the comparison of secrets takes the same time whatever their lengths. */
final class Sha256 {
    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
