package io.rialto.adapter.websocket;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.stream.RoomHandles;
import io.rialto.adapter.web.Conversation;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.adapter.web.WebSockets;
import io.rialto.config.HttpListenerConfig;
import io.rialto.contract.channel.WireFormat;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.ArrayList;
import java.util.List;

/** The native WebSocket door: its places on the shared HTTP server. Safe on any thread. */
public final class WebSocketDoor {
    /** Where the native protocol is spoken. */
    public static final String PATH = "/v1/ws";

    /** Where every message is answered with itself, when that is switched on. */
    public static final String ECHO_PATH = "/v1/echo";

    /** What requests are read with, what they mean. */
    private record Language(JsonSource json, Operations operations) {}

    private final Doors doors;
    private final DoorMetrics metrics;
    private final WebSockets sockets;
    private final RoomHandles handles = new RoomHandles();
    private final WireFormat streamFrames = new StreamFrames(handles);
    private volatile Language language;

    /** The door of a node. */
    public WebSocketDoor(Doors doors, DoorMetrics metrics) {
        this.doors = doors;
        this.metrics = metrics;
        this.sockets = new WebSockets(doors, metrics, http().maxFrameBeforeLogin(), http().maxFrame());
    }

    /** What to mount on the HTTP server. */
    public List<HttpMount> mounts() {
        List<HttpMount> mounts = new ArrayList<>();
        mounts.add(new HttpMount(PATH, List.of(), socket -> accept(socket, this::converse)));
        if (http().echo()) {
            mounts.add(new HttpMount(ECHO_PATH, List.of(), socket -> accept(socket, EchoConversation::new)));
        }
        return mounts;
    }

    Doors doors() {
        return doors;
    }

    DoorMetrics metrics() {
        return metrics;
    }

    /** The handles of stream rooms, the same on all connections. */
    RoomHandles handles() {
        return handles;
    }

    /** How frames of stream rooms look here. */
    WireFormat streamFrames() {
        return streamFrames;
    }

    boolean guests() {
        return doors.guests(doors.host(http().host()));
    }

    private HttpListenerConfig http() {
        return doors.listeners().http();
    }

    private Conversation converse(WebSocketConnection connection) {
        Language spoken = language();
        return new NativeConversation(this, connection, spoken.json(), spoken.operations());
    }

    /** Made for the first connection: a start need not wait for it. Where two loops make one each, they are alike. */
    private Language language() {
        Language made = language;
        if (made == null) {
            made = new Language(
                    new JsonSource(http().maxFrame()),
                    new Operations(doors.config().sessions()));
            language = made;
        }
        return made;
    }

    private void accept(ServerWebSocket socket, WebSocketConnection.Conversations conversations) {
        metrics.opened();
        ((WebSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(closed -> metrics.closed());
        sockets.accept(socket, conversations);
    }
}
