package io.rialto.adapter.http;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.web.WebSockets;
import io.rialto.config.AdminAccount;
import io.rialto.config.ManagementEventsConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSockets of the management port, on which operators are told what happens. Confined to the port's event loop. */
final class EventDoor {
    /** Where they are. */
    static final String PATH = "/v1/admin/events";

    private static final Logger LOG = LoggerFactory.getLogger(EventDoor.class);
    private static final int MAX_REQUEST = 16 * 1024;

    private final Management management;
    private final Operators operators;
    private final WebSockets sockets;
    private final JsonSource json = new JsonSource(MAX_REQUEST);
    private final OriginPolicy origins = new OriginPolicy(List.of());
    private int open;

    EventDoor(Management management, Operators operators) {
        this.management = management;
        this.operators = operators;
        int maxFrame = Math.max(
                MAX_REQUEST,
                EventPublishers.HEADER
                        + management.desks().doors().config().streams().maxFrame());
        this.sockets =
                new WebSockets(management.desks().doors(), management.desks().metrics(), MAX_REQUEST, maxFrame);
    }

    Management management() {
        return management;
    }

    ManagementEventsConfig config() {
        return management.config().events();
    }

    Operators operators() {
        return operators;
    }

    JsonSource json() {
        return json;
    }

    /** Takes a handshake; whoever brings its secret there need not say it afterwards. */
    void handle(HttpServerRequest request) {
        String bearer = Bearer.tokenOf(request);
        AdminAccount.Role role = bearer == null ? null : operators.role(bearer);
        if (bearer != null && role == null) {
            refuse(request, 401);
        } else if (!origins.allows(request)) {
            refuse(request, 403);
        } else if (open >= config().connections()) {
            management.desks().metrics().dropped(DropReason.CONNECTION_LIMIT, 1);
            refuse(request, 503);
        } else {
            open++;
            request.toWebSocket().onSuccess(socket -> accept(socket, role)).onFailure(refused -> {
                open--;
                LOG.debug("{} refused: {}", PATH, refused.getMessage());
            });
        }
    }

    private void accept(ServerWebSocket socket, AdminAccount.Role role) {
        management.desks().metrics().opened();
        ((WebSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(closed -> {
                    open--;
                    management.desks().metrics().closed();
                });
        sockets.accept(socket, connection -> new EventConversation(this, connection, role));
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end();
    }
}
