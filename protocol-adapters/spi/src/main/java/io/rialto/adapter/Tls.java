package io.rialto.adapter;

import io.rialto.config.TlsConfig;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;

/** Puts a listener's TLS setting into its socket options. */
public final class Tls {
    private Tls() {}

    /** Turns TLS on where the setting says so: PEM files, TLS 1.2 and 1.3 only. */
    public static void apply(TlsConfig tls, TCPSSLOptions options) {
        if (tls.enabled()) {
            options.setSsl(true)
                    .setKeyCertOptions(
                            new PemKeyCertOptions().addCertPath(tls.cert()).addKeyPath(tls.key()))
                    .addEnabledSecureTransportProtocol("TLSv1.3")
                    .addEnabledSecureTransportProtocol("TLSv1.2");
        }
    }
}
