package io.rialto.bus;

import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Questions to verticles of other nodes, theirs to ours. An answer that does not come, since its node has gone or is too
 * slow, is a {@code timeout}: whether the question was carried out is not known then. Safe on any thread.
 */
final class Questions {
    /** A question on its way; {@code id} is its asker's. */
    record Asked(long id, Address address, int shard, AccountId caller, Seat session, Object question) {}

    /** Something that needs no answer, on its way. */
    record Told(Address address, int shard, Object message) {}

    /** The answer to a question. */
    record Answered(long id, Object answer) {}

    /** The failure of a question, as {@link ErrorCode#number()}. */
    record Refused(long id, ErrorCode code, String why) {}

    /** What is said between nodes here. */
    static final List<Class<?>> WORDS = List.of(Asked.class, Told.class, Answered.class, Refused.class);

    private static final long CHECK_MILLIS = 1_000;
    private static final long LEAST_CHECK_MILLIS = 10;

    private record Pending(NodeId at, long deadline, Promise<Object> answer) {}

    private final Neighbours neighbours;
    private final Bus bus;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder unanswered = new LongAdder();
    private final long patienceMillis;

    /** An answer is waited for for {@code patienceMillis}. */
    Questions(Vertx vertx, Neighbours neighbours, Bus bus, long patienceMillis) {
        this.patienceMillis = patienceMillis;
        this.neighbours = neighbours;
        this.bus = bus;
        neighbours.hear(Asked.class, this::asked);
        neighbours.hear(Told.class, this::told);
        neighbours.hear(Answered.class, (from, word) -> complete(word.id(), word.answer()));
        neighbours.hear(Refused.class, (from, word) -> fail(word.id(), new GatewayException(word.code(), word.why())));
        neighbours.onGone(this::gone);
        vertx.setPeriodic(Math.max(LEAST_CHECK_MILLIS, Math.min(CHECK_MILLIS, patienceMillis / 4)), timer -> giveUp());
    }

    /** Says something to a verticle; false where its node cannot be reached now. */
    boolean tell(Address address, Home home, Object message) {
        return neighbours.say(home.node(), Urgency.CONTROL, new Told(address, home.shard(), message));
    }

    @SuppressWarnings("unchecked")
    <R> void ask(Address address, Home home, Ask<?, R> ask) {
        long id = numbers.incrementAndGet();
        pending.put(id, new Pending(home.node(), now() + patienceMillis, (Promise<Object>) ask.answer()));
        Asked word = new Asked(id, address, home.shard(), ask.caller(), ask.session(), ask.question());
        if (!neighbours.say(home.node(), urgency(address, ask.question()), word)) {
            fail(id, Bus.notRunning());
        }
    }

    /** Messages keep their order among themselves; whatever else is asked is small. */
    private static Urgency urgency(Address address, Object question) {
        boolean message = address == Address.MESSAGES && question instanceof SendMessage;
        return message || question instanceof KeepsPlace ? Urgency.MESSAGE : Urgency.CONTROL;
    }

    /** Neither large answers nor those that keep their place go where the urgent ones do, unless there is no other way. */
    private void answer(NodeId to, Answered word) {
        boolean behind = word.answer() instanceof HistoryPage
                || word.answer() instanceof ClientOffice.Page
                || word.answer() instanceof ClientState
                || word.answer() instanceof KeepsPlace;
        if (!behind || !neighbours.say(to, Urgency.MESSAGE, word)) {
            neighbours.say(to, Urgency.CONTROL, word);
        }
    }

    private void asked(NodeId from, Asked word) {
        Promise<Object> answer = Promise.promise();
        answer.future()
                .onSuccess(value -> answer(from, new Answered(word.id(), value)))
                .onFailure(failure -> neighbours.say(from, Urgency.CONTROL, refusal(word.id(), failure)));
        Home home = new Home(neighbours.self(), word.shard());
        bus.ask(word.address(), home, new Ask<>(word.caller(), word.session(), word.question(), answer));
    }

    private void told(NodeId from, Told word) {
        bus.tell(word.address(), new Home(neighbours.self(), word.shard()), word.message());
    }

    private static Refused refusal(long id, Throwable failure) {
        return new Refused(id, GatewayException.codeOf(failure), failure.getMessage());
    }

    private void complete(long id, Object answer) {
        Pending known = pending.remove(id);
        if (known != null) {
            known.answer().tryComplete(answer);
        }
    }

    /** Questions that were given up without an answer. */
    long unanswered() {
        return unanswered.sum();
    }

    private void giveUp(long id, NodeId node) {
        unanswered.increment();
        fail(id, noAnswer(node));
    }

    private void fail(long id, Throwable why) {
        Pending known = pending.remove(id);
        if (known != null) {
            known.answer().tryFail(why);
        }
    }

    private void gone(NodeId node) {
        pending.forEach((id, one) -> {
            if (one.at().equals(node)) {
                giveUp(id, node);
            }
        });
    }

    private void giveUp() {
        long now = now();
        pending.forEach((id, one) -> {
            if (now > one.deadline()) {
                giveUp(id, one.at());
            }
        });
    }

    private static GatewayException noAnswer(NodeId node) {
        return new GatewayException(
                ErrorCode.TIMEOUT, "node " + node + " gave no answer; whether it was done is unknown");
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
