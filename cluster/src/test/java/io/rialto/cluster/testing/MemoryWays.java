package io.rialto.cluster.testing;

import io.netty.buffer.Unpooled;
import io.rialto.cluster.link.Batch;
import io.rialto.cluster.link.Carrier;
import io.rialto.cluster.link.Loop;
import io.rialto.cluster.link.Ways;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ways within one process: batches are encoded, then decoded where they go. Safe on any thread. */
public final class MemoryWays implements Ways {
    private final Vertx vertx;
    private final Map<String, Consumer<Batch>> net;
    private final AtomicInteger losses = new AtomicInteger();
    private final String address = UUID.randomUUID().toString();

    /** Ways among all that share the net. */
    public MemoryWays(Vertx vertx, Map<String, Consumer<Batch>> net) {
        this.vertx = vertx;
        this.net = net;
    }

    /** A net that nobody is in yet. */
    public static Map<String, Consumer<Batch>> net() {
        return new ConcurrentHashMap<>();
    }

    /** Loses the next batch that goes out, without a word. */
    public void loseOne() {
        losses.incrementAndGet();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Future<Void> open(Consumer<Batch> receiver) {
        net.put(address, receiver);
        return Future.succeededFuture();
    }

    @Override
    public Carrier to(String peer, Runnable broken) {
        return new MemoryCarrier(new Loop(vertx), net, losses, peer, broken);
    }

    @Override
    public Future<Void> close() {
        net.remove(address);
        return Future.succeededFuture();
    }

    @Override
    public long malformed() {
        return 0;
    }

    private record MemoryCarrier(
            Loop loop, Map<String, Consumer<Batch>> net, AtomicInteger losses, String peer, Runnable broken)
            implements Carrier {
        @Override
        public void carry(Batch batch) {
            Buffer wire = Buffer.buffer();
            batch.encode(wire);
            batch.release();
            if (losses.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            Consumer<Batch> receiver = net.get(peer);
            if (receiver == null) {
                broken.run();
            } else {
                receiver.accept(Batch.decode(Unpooled.wrappedBuffer(wire.getBytes(4, wire.length()))));
            }
        }
    }
}
