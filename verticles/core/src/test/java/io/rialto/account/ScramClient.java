package io.rialto.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256, written from RFC 5802 §3 alone. */
final class ScramClient {
    private ScramClient() {}

    /** What a client with this password says last. */
    static String proof(String password, String firstBare, String challenge) {
        try {
            String[] parts = challenge.split(",", 3);
            byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
            int iterations = Integer.parseInt(parts[2].substring(2));
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
            byte[] key = hmac(salted, "Client Key");
            String without = "c=biws," + parts[0];
            byte[] signature =
                    hmac(MessageDigest.getInstance("SHA-256").digest(key), firstBare + "," + challenge + "," + without);
            for (int i = 0; i < key.length; i++) {
                key[i] ^= signature[i];
            }
            return without + ",p=" + Base64.getEncoder().encodeToString(key);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
