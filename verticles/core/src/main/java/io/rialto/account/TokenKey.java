package io.rialto.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A key that tokens are signed with, for one algorithm only: what a token says of its algorithm never makes a public key
 * the secret of a keyed hash, nor anything of {@code none} (RFC 8725 §3.1). Safe on any thread.
 *
 * @param id the key's id ({@code kid}); empty where it has none
 */
record TokenKey(String id, JWSAlgorithm algorithm, JWSVerifier verifier) {
    private static final int RSA_BITS = 2048;
    private static final int SECRET_BYTES = 32;

    /** The keys of a shared secret: HS256, and where it is long enough HS384, HS512 (RFC 7518 §3.2). */
    static List<TokenKey> ofSecret(byte[] secret) {
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "the secret has " + secret.length + " bytes, expected " + SECRET_BYTES + " or more");
        }
        List<TokenKey> keys = new ArrayList<>();
        try {
            MACVerifier verifier = new MACVerifier(secret);
            keys.add(new TokenKey("", JWSAlgorithm.HS256, verifier));
            if (secret.length >= 48) {
                keys.add(new TokenKey("", JWSAlgorithm.HS384, verifier));
            }
            if (secret.length >= 64) {
                keys.add(new TokenKey("", JWSAlgorithm.HS512, verifier));
            }
            return keys;
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("the secret is none for HS256: " + refused.getMessage(), refused);
        }
    }

    /** The key of a public key: RS256, ES256 or EdDSA, as it is one of RSA, P-256, Ed25519. */
    static TokenKey of(String id, PublicKey key) {
        try {
            if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS) {
                return new TokenKey(id, JWSAlgorithm.RS256, new RSASSAVerifier(rsa));
            }
            if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
                return new TokenKey(id, JWSAlgorithm.ES256, new ECDSAVerifier(ec));
            }
            if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
                return new TokenKey(id, JWSAlgorithm.EdDSA, new Ed25519(ed));
            }
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("a key is none to check tokens with: " + refused.getMessage(), refused);
        }
        throw new IllegalArgumentException(
                "a key of " + key.getAlgorithm() + " is none of RSA with 2048 bits or more, P-256, Ed25519");
    }

    /** Whether a token that says so of itself may be checked with it. */
    boolean fits(JWSHeader header) {
        boolean named = header.getKeyID() == null || id.isEmpty() || id.equals(header.getKeyID());
        return named && algorithm.equals(header.getAlgorithm());
    }

    /** As RFC 8037 §3.1 has it, by the JDK: the library's own wants another one beside it. */
    private static final class Ed25519 extends BaseJWSProvider implements JWSVerifier {
        private final PublicKey key;

        Ed25519(PublicKey key) {
            super(Set.of(JWSAlgorithm.EdDSA));
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
            if (header.getCriticalParams() != null) {
                return false; // whatever they are, they are not understood (RFC 7515 §4.1.11)
            }
            try {
                Signature check = Signature.getInstance("Ed25519");
                check.initVerify(key);
                check.update(signed);
                return check.verify(signature.decode());
            } catch (GeneralSecurityException unreadable) {
                return false;
            }
        }
    }
}
