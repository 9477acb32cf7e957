package io.rialto.cluster.link;

import io.rialto.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the nodes' shared secret is good for: a key pair with a certificate that all nodes have in common, so that TLS lets
 * nobody else in; proofs in the handshake; a name of the cluster that a stranger cannot guess. Immutable.
 */
public final class Credentials {
    private static final String MAC = "HmacSHA256";
    private static final int ITERATIONS = 100_000;
    private static final String TLS = "TLSv1.3";
    private static final String ALIAS = "node";

    private final byte[] root;
    private final PfxOptions identity;
    private final PfxOptions trust;

    private Credentials(byte[] root) throws GeneralSecurityException, IOException {
        this.root = root;
        SharedCertificate shared = SharedCertificate.of(derive("tls"));
        String password = HexFormat.of().formatHex(derive("store"));
        KeyStore own = empty();
        own.setKeyEntry(ALIAS, shared.key(), password.toCharArray(), new Certificate[] {shared.certificate()});
        KeyStore trusted = empty();
        trusted.setCertificateEntry(ALIAS, shared.certificate());
        this.identity = options(own, password);
        this.trust = options(trusted, password);
    }

    /** Derives everything from the secret, slowly on purpose; not on an event loop. */
    public static Credentials of(String cluster, Secret secret) {
        try {
            PBEKeySpec spec = new PBEKeySpec(
                    secret.value().toCharArray(),
                    ("rialto cluster " + cluster).getBytes(StandardCharsets.UTF_8),
                    ITERATIONS,
                    256);
            byte[] root = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new Credentials(root);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot derive the cluster's keys", e);
        }
    }

    /** Only who has the secret gets through, both ways; nothing is sent before. */
    public <O extends TCPSSLOptions> O secure(O options) {
        options.setSsl(true)
                .setKeyCertOptions(identity.copy())
                .setTrustOptions(trust.copy())
                .setEnabledSecureTransportProtocols(Set.of(TLS));
        return options;
    }

    /** What servers demand of those who connect. */
    public static ClientAuth clientAuth() {
        return ClientAuth.REQUIRED;
    }

    /** Text that a stranger cannot guess, for one purpose. */
    public String word(String purpose) {
        return HexFormat.of().formatHex(derive("word " + purpose), 0, 16);
    }

    /** Proves knowledge of the secret for these parts, for one purpose. */
    byte[] proof(String purpose, byte[]... parts) {
        return mac(root, "proof " + purpose, parts);
    }

    private byte[] derive(String purpose) {
        return mac(root, "derive " + purpose);
    }

    private static byte[] mac(byte[] key, String purpose, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            for (byte[] part : parts) {
                mac.update(new byte[] {(byte) (part.length >>> 8), (byte) part.length});
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + MAC, e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static PfxOptions options(KeyStore store, String password) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return new PfxOptions().setValue(Buffer.buffer(out.toByteArray())).setPassword(password);
    }
}
