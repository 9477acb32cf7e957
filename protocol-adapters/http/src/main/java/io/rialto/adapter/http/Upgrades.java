package io.rialto.adapter.http;

import io.rialto.adapter.HttpMount;
import io.rialto.adapter.web.HttpConnections;
import io.rialto.adapter.web.RequestClock;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns requests into WebSockets: right path, right origin, the mount's own subprotocols. */
final class Upgrades {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);
    private static final CharSequence PROTOCOLS = HttpHeaders.createOptimized("Sec-WebSocket-Protocol");

    private final Map<String, HttpMount> mounts = new HashMap<>();
    private final OriginPolicy origins;

    Upgrades(List<HttpMount> mounts, OriginPolicy origins) {
        mounts.forEach(mount -> this.mounts.put(mount.path(), mount));
        this.origins = origins;
    }

    /** All subprotocols of all mounts. */
    static List<String> subprotocols(List<HttpMount> mounts) {
        return mounts.stream()
                .flatMap(mount -> mount.subprotocols().stream())
                .distinct()
                .toList();
    }

    static boolean isWanted(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    boolean isMount(HttpServerRequest request) {
        return mounts.containsKey(request.path());
    }

    void handle(HttpServerRequest request) {
        HttpMount mount = mounts.get(request.path());
        if (mount == null) {
            refuse(request, 404);
        } else if (!origins.allows(request)) {
            refuse(request, 403);
        } else if (!offersOnly(mount, request)) {
            refuse(request, 400);
        } else {
            request.toWebSocket()
                    .onSuccess(socket -> {
                        RequestClock clock = HttpConnections.clock(request);
                        if (clock != null) { // else the connection has gone meanwhile
                            clock.stop();
                            mount.accept().accept(socket);
                        }
                    })
                    .onFailure(refused -> LOG.debug("{} refused: {}", request.path(), refused.getMessage()));
        }
    }

    /**
     * Vert.x negotiates for the whole server; a mount negotiates its own subprotocols only. False where it has some, none
     * of which is offered (for MQTT a MUST of the client, MQTT-6.0.0-3).
     */
    private static boolean offersOnly(HttpMount mount, HttpServerRequest request) {
        String offered = request.getHeader(PROTOCOLS);
        if (offered == null) {
            return mount.subprotocols().isEmpty();
        }
        List<String> known = new ArrayList<>();
        for (String protocol : offered.split(",", -1)) {
            if (mount.subprotocols().contains(protocol.trim())) {
                known.add(protocol.trim());
            }
        }
        request.headers().remove(PROTOCOLS);
        if (!known.isEmpty()) {
            request.headers().set(PROTOCOLS, String.join(",", known));
        }
        return mount.subprotocols().isEmpty() || !known.isEmpty();
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end()
                .onComplete(sent -> HttpConnections.hangUp(request));
    }
}
