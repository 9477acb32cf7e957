package io.rialto.adapter.bigbinary;

import io.netty.channel.ChannelPipeline;
import io.rialto.adapter.Tls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
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

/** The big-binary door of one event loop; all instances share the port. */
public final class BigBinaryVerticle extends VerticleBase {
    /**
     * Any free port, the same for all instances of this door. Vert.x shares a port between all servers that ask for the same
     * negative number, whatever they speak: the other doors have -1 to -3.
     */
    private static final int ANY_PORT_SHARED = -4;

    private static final long STOP_MILLIS = 2000;
    private static final int BACKLOG = 4096;

    private final BigBinaryDoor door;
    private final Set<BigBinaryConnection> connections = new HashSet<>();
    private NetServer server;
    private Promise<Void> emptied;

    /** One instance of this door. */
    public BigBinaryVerticle(BigBinaryDoor door) {
        this.door = door;
    }

    @Override
    public Future<?> start() {
        server = vertx.createNetServer(options()).connectHandler(this::accept);
        return server.listen();
    }

    /** Says goodbye to everybody, gives them a moment to go. */
    @Override
    public Future<?> stop() {
        emptied = Promise.promise();
        List.copyOf(connections).forEach(one -> one.goodbye(Refusal.goingAway()));
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

    private NetServerOptions options() {
        int port = door.config().port();
        NetServerOptions options = new NetServerOptions()
                .setHost(door.host())
                .setPort(port == 0 ? ANY_PORT_SHARED : port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setSslHandshakeTimeout(door.doors().listeners().loginTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        Tls.apply(door.config().tls(), options);
        return options;
    }

    /** Takes the socket from Vert.x: from here on its pipeline is ours (decisions 37). */
    private void accept(NetSocket socket) {
        SocketAddress remote = socket.remoteAddress();
        if (emptied != null || !door.admission().enter(remote)) {
            socket.close();
            return;
        }
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        BigBinaryConnection[] self = new BigBinaryConnection[1];
        self[0] = new BigBinaryConnection(door, ContextInternal.current(), () -> gone(self[0], remote));
        connections.add(self[0]);
        pipeline.replace("handler", "handler", self[0]);
    }

    private void gone(BigBinaryConnection connection, SocketAddress remote) {
        connections.remove(connection);
        door.admission().leave(remote);
        if (emptied != null && connections.isEmpty()) {
            emptied.tryComplete();
        }
    }
}
