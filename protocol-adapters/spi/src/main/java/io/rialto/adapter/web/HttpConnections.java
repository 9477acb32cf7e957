package io.rialto.adapter.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Loop;
import io.rialto.adapter.Remote;
import io.rialto.config.ProxyConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;

/** Lets connections in, as many as are allowed; each gets its clock. */
public final class HttpConnections implements Handler<HttpConnection> {
    private static final long LINGER_SECONDS = 1;

    private final Doors doors;
    private final Admission admission;
    private final DoorMetrics metrics;
    private final ProxyConfig proxy;
    /** One for all connections. */
    private final ChannelFutureListener onClosed = this::left;

    /** Connections of one door; {@code proxy}: what is expected before it. */
    public HttpConnections(Doors doors, Admission admission, DoorMetrics metrics, ProxyConfig proxy) {
        this.doors = doors;
        this.admission = admission;
        this.metrics = metrics;
        this.proxy = proxy;
    }

    /** The clock of a request's connection. */
    public static RequestClock clock(HttpServerRequest request) {
        return RequestClock.of(channel(request.connection()));
    }

    /**
     * Ends the connection of a request that was answered with {@code connection: close}: Vert.x does so only where the
     * client asked for it, else the client could keep the connection with a body that never comes. The body is read until
     * its end, for a moment: closing while bytes of it are unread would reset the connection before the answer is read.
     */
    public static void hangUp(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.shutdown(LINGER_SECONDS, TimeUnit.SECONDS);
            return;
        }
        request.handler(unread -> {});
        request.endHandler(read -> connection.shutdown(LINGER_SECONDS, TimeUnit.SECONDS));
        request.resume();
        Channel channel = channel(connection);
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void handle(HttpConnection connection) {
        Channel channel = channel(connection);
        if (!Remote.isTrusted(channel, proxy)) {
            metrics.dropped(DropReason.UNTRUSTED_PROXY, 1);
            channel.close();
            return;
        }
        if (admission.enter(channel) != Admission.Verdict.ADMITTED) {
            channel.close();
            return;
        }
        Loop loop = doors.loops().of(channel.eventLoop());
        RequestClock.start(channel, loop, doors.listeners().loginTimeout().toMillis());
        // The close handler of HttpConnection goes when a WebSocket's own handler takes over the channel.
        channel.closeFuture().addListener(onClosed);
    }

    private void left(ChannelFuture closed) {
        admission.leave(closed.channel());
        RequestClock clock = RequestClock.of(closed.channel());
        if (clock != null) {
            clock.stop();
        }
    }

    private static Channel channel(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }
}
