package io.rialto.adapter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of a client that signs itself, for mutual TLS.
 *
 * @param trust as PEM, what a server needs to believe it
 */
public record ClientCertificate(X509Certificate certificate, Path trust, KeyManagerFactory keys) {
    /** Makes one in a directory; {@code names} as keytool has them: {@code dns:a,email:b}. */
    public static ClientCertificate make(Path directory, String subject, String names)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = Files.createTempDirectory(directory, "client").resolve("client.p12");
        TlsFiles.keytool(store, subject, names);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, TlsFiles.PASSWORD.toCharArray());
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate("rialto");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TlsFiles.PASSWORD.toCharArray());
        Path trust = TlsFiles.pem(store.resolveSibling("client.pem"), "CERTIFICATE", certificate.getEncoded());
        return new ClientCertificate(certificate, trust, managers);
    }

    /** The settings of a listener that wants it: {@code listeners.mqtt}, {@code required}. */
    public String[] settings(TlsFiles server, String listener, String clientAuth) {
        return Stream.concat(
                        server.settings(listener).stream(),
                        List.of(listener + ".tls.clientAuth=" + clientAuth, listener + ".tls.trust=" + trust).stream())
                .toArray(String[]::new);
    }

    /** For the JDK's clients: they show it, and believe the server. */
    public SSLContext context(TlsFiles server) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), server.trust().getTrustManagers(), new SecureRandom());
        return context;
    }
}
