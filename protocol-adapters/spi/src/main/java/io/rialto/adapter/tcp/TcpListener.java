package io.rialto.adapter.tcp;

import io.netty.channel.Channel;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Loop;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where one event loop listens for a door over TCP, with the connections it has accepted. Confined to that loop. */
public final class TcpListener {
    private static final long STOP_MILLIS = 2000;
    private static final int BACKLOG = 4096;

    private final TcpDoor door;
    /** One for all connections, by which the loop knows those of this listener. */
    private final Consumer<TcpConnection> onGone = this::gone;

    private int open;
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
        if (open > 0) {
            loop(vertx).watched(TcpConnection.class, connection -> connection.goingAway(onGone));
        }
        if (open == 0) {
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
            open++;
            door.install(channel, new TcpConnection(door, ContextInternal.current(), onGone));
        }
    }

    private Loop loop(Vertx vertx) {
        return door.doors().loops().of(((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop());
    }

    private void gone(TcpConnection connection) {
        open--;
        if (emptied != null && open == 0) {
            emptied.tryComplete();
        }
    }
}
