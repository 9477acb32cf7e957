package io.rialto.cluster.bus;

import io.rialto.cluster.NodeId;
import io.rialto.cluster.link.Batch;
import io.rialto.cluster.link.Carrier;
import io.rialto.cluster.link.Loop;
import io.rialto.cluster.link.Ways;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageProducer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways over the clustered event bus: one address per start of a node, so that nobody ever sends to an older one. The
 * bus only carries; order, windows and loss are the links' business. Safe on any thread.
 */
public final class BusWays implements Ways {
    private static final Logger LOG = LoggerFactory.getLogger(BusWays.class);
    private static final DeliveryOptions AS_BATCH = new DeliveryOptions().setCodecName(BatchCodec.NAME);

    private final Vertx vertx;
    private final String address;
    private final AtomicLong malformed = new AtomicLong();
    private MessageConsumer<Object> consumer;

    /** The ways of one start of a node over its clustered Vert.x, which is prepared. */
    public BusWays(Vertx vertx, NodeId self) {
        byte[] start = new byte[8];
        new SecureRandom().nextBytes(start);
        this.vertx = vertx;
        this.address = "node." + self + "." + HexFormat.of().formatHex(start);
    }

    /** Makes a Vert.x know what batches are; once for each. */
    public static void prepare(Vertx clustered) {
        clustered.eventBus().registerCodec(new BatchCodec());
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Future<Void> open(Consumer<Batch> receiver) {
        consumer = vertx.eventBus().consumer(address, message -> receive(message, receiver));
        return consumer.completion();
    }

    @Override
    public Carrier to(String peer, Runnable broken) {
        return new BusCarrier(new Loop(vertx), vertx.eventBus().sender(peer, AS_BATCH), new AtomicBoolean(), broken);
    }

    @Override
    public Future<Void> close() {
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    @Override
    public long malformed() {
        return malformed.get();
    }

    /** The body is decoded when it is asked for. */
    private void receive(Message<Object> message, Consumer<Batch> receiver) {
        Object body;
        try {
            body = message.body();
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            body = unreadable;
        }
        if (body instanceof Batch batch) {
            receiver.accept(batch);
        } else {
            malformed.incrementAndGet();
            LOG.debug("something came that is no batch: {}", body);
        }
    }

    /** Stops at the first batch that cannot be sent: the next would come after a hole. */
    private record BusCarrier(Loop loop, MessageProducer<Batch> bus, AtomicBoolean isBroken, Runnable broken)
            implements Carrier {
        @Override
        public void carry(Batch batch) {
            if (isBroken.get()) {
                batch.release();
                return;
            }
            bus.write(batch).onComplete(written -> {
                batch.release();
                if (written.failed() && isBroken.compareAndSet(false, true)) {
                    LOG.debug("a batch cannot be sent", written.cause());
                    broken.run();
                }
            });
        }
    }
}
