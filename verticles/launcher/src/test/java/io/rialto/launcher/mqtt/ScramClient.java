package io.rialto.launcher.mqtt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256, written from RFC 5802 §3 alone. For one thread. */
final class ScramClient {
    static final String METHOD = "SCRAM-SHA-256";

    private final String password;
    private final String bare;
    private String signature;

    ScramClient(String login, String password, String nonce) {
        this.password = password;
        this.bare = "n=" + login + ",r=" + nonce;
    }

    /** What it says first. */
    byte[] first() {
        return ("n,," + bare).getBytes(StandardCharsets.UTF_8);
    }

    /** What it says when it is asked. */
    byte[] last(byte[] asked) {
        String challenge = new String(asked, StandardCharsets.UTF_8);
        String[] parts = challenge.split(",", 3);
        byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
        byte[] salted = salted(salt, Integer.parseInt(parts[2].substring(2)));
        String without = "c=biws," + parts[0];
        String message = bare + "," + challenge + "," + without;
        byte[] key = hmac(salted, "Client Key");
        byte[] proof = hmac(digest(key), message);
        for (int i = 0; i < key.length; i++) {
            proof[i] ^= key[i];
        }
        signature = "v=" + Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), message));
        return (without + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the server has proved that it has the keys of the password. */
    boolean believes(byte[] said) {
        return new String(said, StandardCharsets.UTF_8).equals(signature);
    }

    private byte[] salted(byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
