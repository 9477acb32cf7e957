package io.rialto.bus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way between verticles, wherever they are: one address per (node, verticle, shard). On this node objects are handed
 * over as they are, to other nodes they are said by {@link Neighbours}. Messages of one sender to one address keep their
 * order. Safe on any thread.
 */
public final class Bus {
    private record Place(Address address, Home home) {}

    /** What is said between nodes here. */
    public static final List<Class<?>> WORDS = Questions.WORDS;

    private final Vertx vertx;
    private final EventBus eventBus;
    private final NodeId self;
    private final DeliveryOptions asIs;
    private final Questions questions;
    private final Map<Place, MessageProducer<Object>> ways = new ConcurrentHashMap<>();

    /** A bus over the event bus of this Vert.x; to be made once. */
    public Bus(Vertx vertx, Neighbours neighbours, TalkLimits limits) {
        this.vertx = vertx;
        this.eventBus = vertx.eventBus();
        this.self = neighbours.self();
        AsIsCodec codec = new AsIsCodec(self);
        eventBus.registerCodec(codec);
        this.asIs = new DeliveryOptions().setCodecName(codec.name()).setLocalOnly(true);
        this.questions = new Questions(vertx, neighbours, this, limits.answerMillis());
    }

    /** Registers what is counted here. */
    public void meter(MeterRegistry meters) {
        FunctionCounter.builder("rialto.dropped", questions, all -> (double) all.unanswered())
                .description("questions to other nodes that were given up without an answer")
                .tag("door", "cluster")
                .tag("reason", "no_answer")
                .register(meters);
    }

    /** Sends what needs no answer; the future fails where nobody receives at that address. */
    public Future<Void> tell(Address address, Home home, Object message) {
        if (isHere(home)) {
            return way(address, home).write(message);
        }
        return questions.tell(address, home, message) ? Future.succeededFuture() : Future.failedFuture(notRunning());
    }

    /**
     * Asks on behalf of a session; the future completes on the calling context, with {@code timeout} where nobody
     * receives at that address, or no answer comes from another node.
     */
    public <R> Future<R> ask(Address address, Home home, AccountId caller, Seat session, Object question) {
        Promise<R> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
        ask(address, home, new Ask<>(caller, session, question, answer));
        return answer.future();
    }

    /** Hands a question on, with its answer. */
    public <R> void ask(Address address, Home home, Ask<?, R> ask) {
        if (isHere(home)) {
            way(address, home).write(ask).onFailure(nobody -> ask.answer().tryFail(notRunning()));
        } else {
            questions.ask(address, home, ask);
        }
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

    private boolean isHere(Home home) {
        return home.node().equals(self);
    }

    private MessageProducer<Object> way(Address address, Home home) {
        return ways.computeIfAbsent(new Place(address, home), place -> eventBus.<Object>sender(address.at(home), asIs));
    }
}
