package io.rialto.adapter.tcp;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Loop;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Tls;
import io.rialto.config.TlsConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Where one event loop listens for a door over TCP, with the connections it has accepted. Confined to that loop. */
public final class TcpListener {
    private static final long STOP_MILLIS = 2000;
    private static final int BACKLOG = 4096;

    /** One for all: what it has learned of a connection stands in a handle of that connection. */
    private static final RecvByteBufAllocator RECEIVE = new AdaptiveRecvByteBufAllocator();

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
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        if (emptied != null || !admission.enter(pipeline.channel().remoteAddress())) {
            socket.close();
            return;
        }
        TcpConnection connection = new TcpConnection(this, ContextInternal.current());
        connections.add(connection);
        pipeline.channel().config().setRecvByteBufAllocator(RECEIVE);
        pipeline.replace("handler", "handler", connection);
    }

    Loop loop(EventLoop eventLoop) {
        return doors.loops().of(eventLoop);
    }

    OutboundQueue queue(ChannelHandlerContext out, Loop loop, OutboundQueue.Owner owner) {
        return new OutboundQueue(out, loop, doors.bounds(), owner, metrics);
    }

    TcpConversation begin(ChannelHandlerContext ctx, Context context, OutboundQueue queue) {
        return begin.on(ctx, context, queue);
    }

    /** A connection has gone. */
    void gone(TcpConnection connection, SocketAddress remote) {
        connections.remove(connection);
        admission.leave(remote);
        if (emptied != null && connections.isEmpty()) {
            emptied.tryComplete();
        }
    }
}
