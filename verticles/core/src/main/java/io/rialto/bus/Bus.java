package io.rialto.bus;

import io.rialto.cluster.Home;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
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
    private final Map<Place, String> names = new ConcurrentHashMap<>();

    /** A bus over the event bus of this Vert.x; to be made once. */
    public Bus(Vertx vertx) {
        this.vertx = vertx;
        this.eventBus = vertx.eventBus();
        eventBus.registerCodec(new AsIsCodec());
    }

    /** Sends what needs no answer. */
    public void tell(Address address, Home home, Object message) {
        eventBus.send(name(address, home), message, AS_IS);
    }

    /** Asks on behalf of a session; the future completes on the calling context. */
    public <R> Future<R> ask(Address address, Home home, AccountId caller, Session session, Object question) {
        Promise<R> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
        eventBus.send(name(address, home), new Ask<>(caller, session, question, answer), AS_IS);
        return answer.future();
    }

    /** Receives at an address, on the calling context. */
    public Future<Void> receive(Address address, Home home, Handler<Object> receiver) {
        return eventBus.localConsumer(name(address, home), message -> receiver.handle(message.body()))
                .completion();
    }

    private String name(Address address, Home home) {
        return names.computeIfAbsent(new Place(address, home), place -> address.at(home));
    }
}
