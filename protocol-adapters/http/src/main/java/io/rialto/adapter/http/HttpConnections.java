package io.rialto.adapter.http;

import io.netty.channel.Channel;
import io.rialto.adapter.Admission;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Loop;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;

/** Lets connections in, as many as are allowed; each gets its clock. */
final class HttpConnections implements Handler<HttpConnection> {
    private final Doors doors;
    private final Admission admission;

    HttpConnections(Doors doors, Admission admission) {
        this.doors = doors;
        this.admission = admission;
    }

    /** The clock of a request's connection. */
    static RequestClock clock(HttpServerRequest request) {
        return RequestClock.of(channel(request.connection()));
    }

    @Override
    public void handle(HttpConnection connection) {
        Channel channel = channel(connection);
        SocketAddress remote = connection.remoteAddress();
        if (!admission.enter(remote)) {
            channel.close();
            return;
        }
        Loop loop = doors.loops().of(channel.eventLoop());
        RequestClock.start(channel, loop, doors.listeners().loginTimeout().toMillis());
        // The close handler of HttpConnection goes when a WebSocket's own handler takes over the channel.
        channel.closeFuture().addListener(closed -> {
            admission.leave(remote);
            RequestClock clock = RequestClock.of(channel);
            if (clock != null) {
                clock.stop();
            }
        });
    }

    private static Channel channel(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }
}
