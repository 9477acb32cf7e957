package io.rialto.bus;

import io.rialto.cluster.Home;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way between verticles of this node: one address per (node, verticle, shard), objects handed over as they are.
 * Messages of one sender to one address keep their order. Safe on any thread.
 */
public final class Bus {
    private record Place(Address address, Home home) {}

    private static final DeliveryOptions AS_IS =
            new DeliveryOptions().setCodecName(AsIsCodec.NAME).setLocalOnly(true);

    private final Vertx vertx;
    private final EventBus eventBus;
    private final Map<Place, MessageProducer<Object>> ways = new ConcurrentHashMap<>();

    /** A bus over the event bus of this Vert.x; to be made once. */
    public Bus(Vertx vertx) {
        this.vertx = vertx;
        this.eventBus = vertx.eventBus();
        eventBus.registerCodec(new AsIsCodec());
    }

    /** Sends what needs no answer; the future fails where nobody receives at that address. */
    public Future<Void> tell(Address address, Home home, Object message) {
        return way(address, home).write(message);
    }

    /**
     * Asks on behalf of a session; the future completes on the calling context, with {@code timeout} where nobody
     * receives at that address.
     */
    public <R> Future<R> ask(Address address, Home home, AccountId caller, Session session, Object question) {
        Promise<R> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
        way(address, home)
                .write(new Ask<>(caller, session, question, answer))
                .onFailure(nobody -> answer.tryFail(notRunning()));
        return answer.future();
    }

    /** Receives at an address, on the calling context; what the receiver throws is a defect, see {@link Shard}. */
    public Future<Void> receive(Address address, Home home, Handler<Object> receiver) {
        return eventBus.localConsumer(address.at(home), message -> Shard.receive(message.body(), receiver))
                .completion();
    }

    /** What whoever needs a verticle is told while it does not run: before the start has ended, after the stop began. */
    public static GatewayException notRunning() {
        return new GatewayException(ErrorCode.TIMEOUT, "this part of the gateway does not answer now");
    }

    private MessageProducer<Object> way(Address address, Home home) {
        return ways.computeIfAbsent(
                new Place(address, home), place -> eventBus.<Object>sender(address.at(home), AS_IS));
    }
}
