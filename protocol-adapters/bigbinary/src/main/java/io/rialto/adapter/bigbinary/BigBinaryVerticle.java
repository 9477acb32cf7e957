package io.rialto.adapter.bigbinary;

import io.rialto.adapter.tcp.TcpDoor;
import io.rialto.adapter.tcp.TcpListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The big-binary door of one event loop; all instances share the port. */
public final class BigBinaryVerticle extends VerticleBase {
    /**
     * Any free port, the same for all instances of this door. Vert.x shares a port between all servers that ask for the same
     * negative number, whatever they speak: the other doors have -1 to -3.
     */
    private static final int ANY_PORT_SHARED = -4;

    private final BigBinaryDoor door;
    private final TcpListener listener;

    /** One instance of this door. */
    public BigBinaryVerticle(BigBinaryDoor door) {
        this.door = door;
        this.listener = new TcpListener(new TcpDoor(
                door.doors(),
                door.admission(),
                door.metrics(),
                (ctx, context, queue) -> new Conversation(door, ctx, context, queue),
                TcpDoor.Refusal.SILENT));
    }

    @Override
    public Future<?> start() {
        int port = door.config().port();
        return listener.start(
                vertx,
                door.host(),
                port == 0 ? ANY_PORT_SHARED : port,
                door.config().tls(),
                door.config().proxy());
    }

    /** Says goodbye to everybody, gives them a moment to go. */
    @Override
    public Future<?> stop() {
        return listener.stop(vertx);
    }

    /** The port it listens on, once it has started. */
    public int port() {
        return listener.port();
    }
}
