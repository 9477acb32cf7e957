package io.rialto.launcher.cli;

import io.rialto.config.TlsConfig;
import java.net.URI;
import java.net.http.HttpClient;

/**
 * Where a node is reached.
 *
 * @param url as it was given, or as the configuration says
 * @param tls what the listener there shows by the configuration; null where it was named otherwise
 */
record Endpoint(URI url, TlsConfig tls) {
    /** One that nothing else is known of. */
    static Endpoint of(URI url) {
        return new Endpoint(url, null);
    }

    /** A client for it. */
    HttpClient.Builder http() {
        HttpClient.Builder client = HttpClient.newBuilder();
        return tls != null && tls.enabled() ? client.sslContext(OwnCertificate.of(tls)) : client;
    }
}
