package io.rialto.launcher.cli;

import io.rialto.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes the certificate that stands in a listener's configuration, whoever has signed it and whatever name it has:
 * commands reach their node at its address. What shows another one is judged as the JVM does.
 */
final class OwnCertificate extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager others;
    private final Certificate own;

    private OwnCertificate(X509ExtendedTrustManager others, Certificate own) {
        this.others = others;
        this.own = own;
    }

    /** For clients of this listener. */
    static SSLContext of(TlsConfig tls) {
        Path file = Path.of(tls.cert());
        try (InputStream pem = Files.newInputStream(file)) {
            Iterator<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .iterator();
            if (!chain.hasNext()) {
                throw CommandFailure.failed("there is no certificate in " + file);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OwnCertificate(ofJvm(), chain.next())}, null);
            return context;
        } catch (IOException unreadable) {
            throw CommandFailure.failed("cannot read the node's certificate: " + Cause.of(unreadable));
        } catch (GeneralSecurityException odd) {
            throw CommandFailure.failed("cannot use the certificate in " + file + ": " + odd.getMessage());
        }
    }

    private static X509ExtendedTrustManager ofJvm() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (!isOwn(chain)) {
            others.checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!isOwn(chain)) {
            others.checkServerTrusted(chain, authType, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (!isOwn(chain)) {
            others.checkServerTrusted(chain, authType);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        others.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        others.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        others.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return others.getAcceptedIssuers();
    }

    private boolean isOwn(X509Certificate[] chain) {
        return chain.length > 0 && chain[0].equals(own);
    }
}
