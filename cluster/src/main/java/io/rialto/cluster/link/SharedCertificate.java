package io.rialto.cluster.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.NamedParameterSpec;

/**
 * The Ed25519 key that a seed stands for (RFC 8032 §5.1.5: the private key is the seed), with a certificate signed by
 * itself. Whoever has the seed makes the same one, so there is nothing to hand out or to renew.
 */
record SharedCertificate(PrivateKey key, X509Certificate certificate) {
    private static final String ED25519 = "Ed25519";
    private static final int SEQUENCE = 0x30;
    private static final byte[] ALGORITHM = tlv(SEQUENCE, new byte[] {6, 3, 0x2b, 0x65, 0x70}); // RFC 8410 §3
    private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
    private static final byte[] VERSION_3 = tlv(0xa0, new byte[] {2, 1, 2});
    private static final byte[] SERIAL = {2, 1, 1};

    /** Gives the seed to whoever asks for random bytes. */
    private static final class Seeded extends SecureRandom {
        private final transient byte[] seed;

        Seeded(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    /** The key and certificate of 32 bytes. */
    static SharedCertificate of(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
        generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] name = tlv(SEQUENCE, tlv(0x31, tlv(SEQUENCE, COMMON_NAME, text(0x0c, "rialto node"))));
        byte[] valid = tlv(SEQUENCE, text(0x18, "20200101000000Z"), text(0x18, "99991231235959Z"));
        byte[] body = tlv(
                SEQUENCE,
                VERSION_3,
                SERIAL,
                ALGORITHM,
                name,
                valid,
                name,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance(ED25519);
        signature.initSign(pair.getPrivate());
        signature.update(body);
        byte[] der = tlv(SEQUENCE, body, ALGORITHM, tlv(3, new byte[] {0}, signature.sign()));
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return new SharedCertificate(pair.getPrivate(), certificate);
    }

    private static byte[] text(int tag, String value) {
        return tlv(tag, value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length, value (X.690 §8.1); lengths below 65,536. */
    private static byte[] tlv(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
