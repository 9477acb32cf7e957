package io.rialto.adapter.tcp;

import io.netty.channel.ChannelPipeline;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Tls;
import io.rialto.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Where one event loop listens for a door over TCP, with the connections it has accepted. Confined to that loop. */
public final class TcpListener {
    private static final long STOP_MILLIS = 2000;
    private static final int BACKLOG = 4096;

    private final Doors doors;
    private final Admission admission;
    private final DoorMetrics metrics;
    private final TcpConversation.Begin begin;
    private final Set<TcpConnection> connections = new HashSet<>();
    private NetServer server;
    private Promise<Void> emptied;

    /** Not listening yet; the admission and the metrics are those of all instances of the door. */
    public TcpListener(Doors doors, Admission admission, DoorMetrics metrics, TcpConversation.Begin begin) {
        this.doors = doors;
        this.admission = admission;
        this.metrics = metrics;
        this.begin = begin;
    }

    /** Listens, as one of all that ask for this port. */
    public Future<?> start(Vertx vertx, String host, int port, TlsConfig tls) {
        NetServerOptions options = new NetServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setSslHandshakeTimeout(doors.listeners().loginTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        Tls.apply(tls, options);
        server = vertx.createNetServer(options).connectHandler(this::accept);
        return server.listen();
    }

    /** Says goodbye to everybody, gives them a moment to go. */
    public Future<?> stop(Vertx vertx) {
        emptied = Promise.promise();
        List.copyOf(connections).forEach(TcpConnection::goingAway);
        if (connections.isEmpty()) {
            emptied.tryComplete();
        }
        long timer = vertx.setTimer(STOP_MILLIS, late -> emptied.tryComplete());
        return emptied.future().eventually(() -> {
            vertx.cancelTimer(timer);
            return server.close();
        });
    }

    /** The port it listens on, once it has started. */
    public int port() {
        return server.actualPort();
    }

    /** Takes the socket from Vert.x: from here on its pipeline is ours (decisions 37). */
    private void accept(NetSocket socket) {
        SocketAddress remote = socket.remoteAddress();
        if (emptied != null || !admission.enter(remote)) {
            socket.close();
            return;
        }
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        TcpConnection[] self = new TcpConnection[1];
        self[0] = new TcpConnection(doors, metrics, begin, ContextInternal.current(), () -> gone(self[0], remote));
        connections.add(self[0]);
        pipeline.replace("handler", "handler", self[0]);
    }

    private void gone(TcpConnection connection, SocketAddress remote) {
        connections.remove(connection);
        admission.leave(remote);
        if (emptied != null && connections.isEmpty()) {
            emptied.tryComplete();
        }
    }
}
