package io.rialto.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads public keys: PEM (RFC 7468), JWK sets (RFC 7517). */
final class KeyTexts {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTexts.class);
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    /** What stands before the 32 bytes of a key in its X.509 form (RFC 8410 §4). */
    private static final String ED25519 = "302a300506032b6570032100";

    private KeyTexts() {}

    /** The keys of a text that is a JWK set or holds PEM blocks; at least one. */
    static List<TokenKey> any(String text) {
        List<TokenKey> keys = text.stripLeading().startsWith("{") ? set(text) : pem(text);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "no key that can be used was found, expected PEM blocks PUBLIC KEY or CERTIFICATE, or a JWK set");
        }
        return keys;
    }

    /**
     * The keys of a JWK set that tokens may be signed with; others are passed over. Secrets are: whoever publishes one has
     * made a mistake that must not let others in.
     */
    static List<TokenKey> set(String json) {
        List<TokenKey> keys = new ArrayList<>();
        try {
            for (JWK key : JWKSet.parse(json).getKeys()) {
                if (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE)) {
                    add(keys, key);
                }
            }
            return keys;
        } catch (ParseException garbled) {
            throw new IllegalArgumentException("this is no JWK set: " + garbled.getMessage(), garbled);
        }
    }

    private static void add(List<TokenKey> keys, JWK key) {
        String id = key.getKeyID() == null ? "" : key.getKeyID();
        try {
            PublicKey usable = publicKey(key);
            if (usable != null) {
                keys.add(TokenKey.of(id, usable));
            }
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException unusable) {
            LOG.warn("key {} of a JWK set cannot be used: {}", id, unusable.getMessage());
        }
    }

    private static PublicKey publicKey(JWK key) throws JOSEException, GeneralSecurityException {
        if (key instanceof RSAKey rsa) {
            return rsa.toRSAPublicKey();
        }
        if (key instanceof ECKey ec) {
            return ec.toECPublicKey();
        }
        if (key instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
            byte[] encoded = HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(pair.getDecodedX()));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        }
        return null;
    }

    private static List<TokenKey> pem(String text) {
        List<TokenKey> keys = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
            keys.add(TokenKey.of("", block.group(1).equals("CERTIFICATE") ? ofCertificate(bytes) : ofKey(bytes)));
        }
        return keys;
    }

    private static PublicKey ofCertificate(byte[] bytes) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey();
        } catch (GeneralSecurityException garbled) {
            throw new IllegalArgumentException("a certificate cannot be read: " + garbled.getMessage(), garbled);
        }
    }

    private static PublicKey ofKey(byte[] bytes) {
        for (String kind : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes));
            } catch (GeneralSecurityException other) {
                LOG.trace("not a key of {}", kind, other);
            }
        }
        throw new IllegalArgumentException("a public key is none of RSA, EC, Ed25519");
    }
}
