package io.rialto.cluster.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A wire to a port, that can be frozen as a hung peer is, or cut as a killed one is. */
public final class Wire {
    private final NetServer server;
    private final NetClient client;
    private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
    private final int target;
    private final String host;
    private volatile boolean frozen;
    private volatile Set<String> severed = Set.of();

    /** A wire to this port of 127.0.0.1, once it is laid. */
    public Wire(Vertx vertx, int target) {
        this(vertx, "127.0.0.1", target);
    }

    /** A wire to this port of an address of loopback, once it is laid. */
    public Wire(Vertx vertx, String host, int target) {
        this.host = host;
        this.target = target;
        this.server = vertx.createNetServer();
        this.client = vertx.createNetClient();
    }

    /** Opens its near end; returns the port of it. */
    public int lay() {
        server.connectHandler(this::connected);
        return Await.await(server.listen(0, host)).actualPort();
    }

    /** Nothing comes through any more, but nobody is told. */
    public void freeze() {
        frozen = true;
        ends.forEach(NetSocket::pause);
    }

    /** What waited comes through. */
    public void thaw() {
        frozen = false;
        ends.forEach(NetSocket::resume);
    }

    /** Both ends are closed; new connections are not made. */
    public void cut() {
        server.close();
        ends.forEach(NetSocket::resume); // what a paused socket holds would never be released
        ends.forEach(NetSocket::close);
    }

    /** Connections from these addresses too end, new ones do not come through, until {@link #mend()}. */
    public void sever(Set<String> hosts) {
        severed = Stream.concat(severed.stream(), hosts.stream()).collect(Collectors.toUnmodifiableSet());
        ends.stream().filter(this::isSevered).forEach(NetSocket::close);
    }

    /** All may connect again. */
    public void mend() {
        severed = Set.of();
    }

    private boolean isSevered(NetSocket end) {
        return severed.contains(end.remoteAddress().host());
    }

    private void connected(NetSocket near) {
        if (isSevered(near)) {
            near.close();
            return;
        }
        near.pause();
        client.connect(target, host).onSuccess(far -> join(near, far)).onFailure(refused -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        if (isSevered(near)) {
            near.close();
            far.close();
            return;
        }
        ends.add(near);
        ends.add(far);
        near.handler(far::write).closeHandler(gone -> far.close());
        far.handler(near::write).closeHandler(gone -> near.close());
        if (frozen) {
            far.pause();
        } else {
            near.resume();
        }
    }
}
