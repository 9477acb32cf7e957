package io.rialto.adapter;

import io.rialto.config.TlsConfig;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/** Puts a listener's TLS setting into its socket options. */
public final class Tls {
    private Tls() {}

    /** Turns TLS on where the setting says so: PEM files, TLS 1.2 and 1.3 only; clients show a certificate where they must. */
    public static void apply(TlsConfig tls, NetServerOptions options) {
        if (tls.enabled()) {
            options.setSsl(true)
                    .setKeyCertOptions(
                            new PemKeyCertOptions().addCertPath(tls.cert()).addKeyPath(tls.key()))
                    .addEnabledSecureTransportProtocol("TLSv1.3")
                    .addEnabledSecureTransportProtocol("TLSv1.2");
            options.setClientAuth(clientAuth(tls.clientAuth()));
        }
        if (!tls.trust().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(tls.trust()));
        }
    }

    private static ClientAuth clientAuth(TlsConfig.ClientAuth wanted) {
        return switch (wanted) {
            case NONE -> ClientAuth.NONE;
            case REQUEST -> ClientAuth.REQUEST;
            case REQUIRED -> ClientAuth.REQUIRED;
        };
    }
}
