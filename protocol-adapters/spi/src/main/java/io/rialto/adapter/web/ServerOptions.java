package io.rialto.adapter.web;

import io.rialto.adapter.Remote;
import io.rialto.adapter.Tls;
import io.rialto.config.ProxyConfig;
import io.rialto.config.TlsConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;

/** The options that all HTTP servers of a node share. */
public final class ServerOptions {
    private static final int MAX_INITIAL_LINE = 8192;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int BACKLOG = 4096;

    private ServerOptions() {}

    /** The same for a door that proxies may stand before; {@code timeout} is how long their header may take. */
    public static HttpServerOptions of(TlsConfig tls, ProxyConfig proxy, Duration timeout, List<String> subprotocols) {
        HttpServerOptions options = of(tls, subprotocols);
        Remote.apply(proxy, timeout.toMillis(), options);
        return options;
    }

    /** HTTP/1.1 only, nothing compressed (a bomb stops a loop for seconds), heads bounded. */
    public static HttpServerOptions of(TlsConfig tls, List<String> subprotocols) {
        HttpServerOptions options = new HttpServerOptions()
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(tls.enabled())
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setMaxInitialLineLength(MAX_INITIAL_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setWebSocketSubProtocols(subprotocols)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        Tls.apply(tls, options);
        return options;
    }
}
