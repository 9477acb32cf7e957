package io.rialto.adapter.tcp;

import io.netty.channel.Channel;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Remote;
import io.rialto.adapter.Tls;
import io.rialto.config.ProxyConfig;
import io.rialto.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Where one event loop listens for a door over TCP, with the connections it has accepted. Confined to that loop. */
public final class TcpListener {
    private static final long STOP_MILLIS = 2000;
    private static final int BACKLOG = 4096;

    private final TcpDoor door;
    private final Set<TcpConnection> connections = new HashSet<>();
    private ProxyConfig proxy;
    private NetServer server;
    private Promise<Void> emptied;

    /** Not listening yet. */
    public TcpListener(TcpDoor door) {
        this.door = door;
    }

    /** Listens, as one of all that ask for this port. */
    public Future<?> start(Vertx vertx, String host, int port, TlsConfig tls, ProxyConfig expected) {
        proxy = expected;
        long patience = door.doors().listeners().loginTimeout().toMillis();
        NetServerOptions options = new NetServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setSslHandshakeTimeout(patience)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        Tls.apply(tls, options);
        Remote.apply(proxy, patience, options);
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
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        if (emptied != null) {
            channel.close();
            return;
        }
        if (!Remote.isTrusted(channel, proxy)) {
            door.metrics().dropped(DropReason.UNTRUSTED_PROXY, 1);
            channel.close();
            return;
        }
        if (door.enter(channel) == Admission.Verdict.ADMITTED) {
            TcpConnection connection = new TcpConnection(door, ContextInternal.current(), this::gone);
            connections.add(connection);
            door.install(channel, connection);
        }
    }

    private void gone(TcpConnection connection) {
        connections.remove(connection);
        if (emptied != null && connections.isEmpty()) {
            emptied.tryComplete();
        }
    }
}
