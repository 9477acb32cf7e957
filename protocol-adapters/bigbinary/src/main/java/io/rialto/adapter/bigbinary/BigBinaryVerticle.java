package io.rialto.adapter.bigbinary;

import io.rialto.adapter.SharedPort;
import io.rialto.adapter.tcp.TcpDoor;
import io.rialto.adapter.tcp.TcpListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The big-binary door of one event loop; all instances share the port. */
public final class BigBinaryVerticle extends VerticleBase {
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
        return listener.start(
                vertx,
                door.host(),
                SharedPort.BIG_BINARY.of(door.config().port()),
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
