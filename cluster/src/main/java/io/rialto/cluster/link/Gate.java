package io.rialto.cluster.link;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where connections between nodes begin: accepts and makes them, lets them beat. Everything of it happens on the beat
 * loop, which does nothing else, so that a busy node does not look like a dead one.
 */
final class Gate {
    private final Loop beat;
    private final Credentials credentials;
    private final LinkLimits limits;
    private final Supplier<Hello> hello;
    private final PeerSocket.Owner owner;
    private final Set<PeerSocket> sockets = new LinkedHashSet<>();
    private final AtomicLong strangers = new AtomicLong();
    private final NetServer server;
    private final NetClient client;
    private boolean closing;

    Gate(Loop beat, Credentials credentials, LinkLimits limits, Supplier<Hello> hello, PeerSocket.Owner owner) {
        this.beat = beat;
        this.credentials = credentials;
        this.limits = limits;
        this.hello = hello;
        this.owner = owner;
        Vertx vertx = beat.vertx();
        int timeout = (int) limits.peerTimeout().toMillis();
        this.server = vertx.createNetServer(credentials
                .secure(new NetServerOptions()
                        .setTcpNoDelay(true)
                        .setSslHandshakeTimeout(timeout)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS))
                .setClientAuth(Credentials.clientAuth()));
        this.client = vertx.createNetClient(credentials
                .secure(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(timeout))
                .setHostnameVerificationAlgorithm(""));
    }

    /** Connections that were refused before they had proved anything; any thread. */
    long strangers() {
        return strangers.get();
    }

    /** Accepts connections and beats from now on. */
    Future<Void> open(Member self) {
        return beat.call(() -> {
            server.connectHandler(this::accept);
            server.exceptionHandler(failure -> strangers.incrementAndGet());
            beat.every(limits.heartbeat(), this::beatAll);
            return server.listen(self.port(), self.host()).mapEmpty();
        });
    }

    /** Connects to a peer; the future says whether there is a connection, the owner whether it is authenticated. */
    Future<Void> connect(Listed peer) {
        return beat.call(() -> client.connect(peer.port(), peer.host())
                .map(socket -> start(socket, peer.node()))
                .mapEmpty());
    }

    /** Closes everything. */
    Future<Void> close() {
        return beat.call(() -> {
            closing = true;
            new ArrayList<>(sockets).forEach(socket -> socket.close("this node stops"));
            return Future.join(List.of(server.close(), client.close())).mapEmpty();
        });
    }

    /** Whether a socket has yet to prove itself decides what its end counts as. */
    void forget(PeerSocket socket) {
        sockets.remove(socket);
        if (!socket.isAuthenticated()) {
            strangers.incrementAndGet();
        }
    }

    private void accept(NetSocket socket) {
        if (sockets.stream().filter(other -> !other.isAuthenticated()).count() >= limits.maxStrangers()) {
            strangers.incrementAndGet();
            socket.close();
        } else {
            start(socket, null);
        }
    }

    private PeerSocket start(NetSocket socket, NodeId target) {
        PeerSocket peer =
                new PeerSocket(socket, target, side -> new Handshake(credentials, side, hello.get()), limits, owner);
        sockets.add(peer);
        peer.open();
        if (closing) {
            peer.close("this node stops");
        }
        return peer;
    }

    private void beatAll() {
        new ArrayList<>(sockets).forEach(PeerSocket::beat);
    }
}
