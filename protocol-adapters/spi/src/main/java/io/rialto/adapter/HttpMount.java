package io.rialto.adapter;

import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.function.Consumer;

/**
 * A place on the shared HTTP server where another door accepts WebSockets (decisions 25).
 *
 * @param path the exact path
 * @param subprotocols what may be negotiated, one of which a client must offer; empty: none
 * @param accept takes the socket right after the handshake, on its event loop
 */
public record HttpMount(String path, List<String> subprotocols, Consumer<ServerWebSocket> accept) {
    /** Copies the subprotocols. */
    public HttpMount {
        subprotocols = List.copyOf(subprotocols);
    }
}
