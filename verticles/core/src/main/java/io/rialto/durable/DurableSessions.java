package io.rialto.durable;

import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.bus.TalkLimits;
import io.rialto.cluster.NodeId;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.SessionInfo;
import io.rialto.storage.DurableRecord;
import io.rialto.storage.SessionChanges;
import io.rialto.storage.SessionOpened;
import io.rialto.storage.SessionOpening;
import io.rialto.storage.SessionStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable sessions as one node has to do with them: opens them for connections, tells every node what they are
 * subscribed to before the client is answered, and looks into the store every few seconds for what it was not told. Safe on
 * any thread.
 */
public final class DurableSessions {
    /** A session stands like this; answered with {@link Known}. */
    record Stands(long id, DurableRecord record) {}

    /** A session has ended; answered with {@link Known}. */
    record Over(long id, long key) {}

    /** What was said is known. */
    record Known(long id) {}

    /** What is said between nodes here. */
    public static final List<Class<?>> WORDS =
            List.of(Stands.class, Over.class, Known.class, DurableFigures.Connected.class);

    private static final Logger LOG = LoggerFactory.getLogger(DurableSessions.class);

    /** Something that was said to all nodes, until all of them know. */
    private static final class Asked {
        private final Set<NodeId> unanswered;
        private final Promise<Void> known = Promise.promise();

        Asked(List<NodeId> nodes) {
            unanswered = new HashSet<>(nodes);
        }
    }

    private final Vertx vertx;
    private final Context context;
    private final Neighbours neighbours;
    private final SessionStore store;
    private final QueueJournal journal;
    private final WillPublisher publisher;
    private final TalkLimits limits;
    private final DurableTable table = new DurableTable();
    private final Map<Long, Asked> asked = new HashMap<>();
    private final DurableFigures figures;
    private final AtomicLong version = new AtomicLong();
    private long lastId;
    private volatile Future<Void> looking = Future.succeededFuture();

    /** The one of a node. */
    public DurableSessions(
            Vertx vertx,
            Neighbours neighbours,
            SessionStore store,
            QueueJournal journal,
            WillPublisher publisher,
            TalkLimits limits) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.neighbours = neighbours;
        this.store = store;
        this.journal = journal;
        this.publisher = publisher;
        this.limits = limits;
        this.figures = new DurableFigures(neighbours, table);
        neighbours.hear(Stands.class, this::stands);
        neighbours.hear(Over.class, this::over);
        neighbours.hear(Known.class, (from, word) -> context.runOnContext(now -> known(from, word.id())));
        neighbours.onGone(node -> context.runOnContext(now -> gone(node)));
    }

    /** Reads all there are; before any door opens. */
    public Future<Void> load() {
        context.runOnContext(now -> vertx.setPeriodic(limits.compareMillis(), timer -> {
            figures.tell();
            lookUnlessAlone();
        }));
        return look();
    }

    /** The members have changed: what another node was told before may concern what is served here now. */
    public void homesMoved() {
        look();
    }

    /** All sessions with what they are subscribed to. */
    public DurableTable table() {
        return table;
    }

    /** How many have no connection, have expired. */
    public DurableFigures figures() {
        return figures;
    }

    /** Done when what others had changed before this call is known here, as far as the store answers. */
    Future<Void> settled() {
        return looking;
    }

    SessionStore store() {
        return store;
    }

    QueueJournal journal() {
        return journal;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Publishes a will; fails where its home does not take it. */
    Future<Void> publish(AccountId account, DurableWill will) {
        return publisher.publish(account, will);
    }

    /** Opens what of a session is durable, on its connection's context; empty where nothing is. */
    public Future<Optional<DurableDesk>> open(SessionInfo info, DurableWish wish, Outbound outbound) {
        boolean nothing = wish == null
                || info.device() == null
                || (wish.clean() && wish.expiryMillis() == 0 && !table.knows(info.account(), info.device()));
        if (nothing) {
            return Future.succeededFuture(Optional.empty());
        }
        SessionOpening opening = new SessionOpening(
                info.account(), info.device(), wish, info.id().value(), System.currentTimeMillis());
        return store.open(opening).map(opened -> opened(info, wish, outbound, opened));
    }

    private Optional<DurableDesk> opened(SessionInfo info, DurableWish wish, Outbound outbound, SessionOpened opened) {
        if (opened.ended() != 0) {
            ended(opened.ended());
        }
        if (opened.endedWill() != null) {
            publish(info.account(), opened.endedWill())
                    .onFailure(failure -> LOG.warn("a will of {} is lost: {}", info.account(), failure.getMessage()));
        }
        if (opened.key() == 0) {
            return Optional.empty();
        }
        if (!opened.present()) {
            announce(new DurableRecord(opened.key(), info.account(), info.device(), opened.version(), List.of()));
        }
        if (!ShareName.isOfGroup(info.account())) {
            figures.connected();
        }
        return Optional.of(new DurableDesk(this, info, wish, outbound, opened));
    }

    /** A session stands like this now; done when all nodes know. */
    Future<Void> announce(DurableRecord now) {
        table.put(now);
        return tellAll(id -> new Stands(id, now));
    }

    /** A session has ended; done when all nodes know. */
    Future<Void> ended(long key) {
        table.end(key);
        return tellAll(id -> new Over(id, key));
    }

    private interface Wording {
        Object with(long id);
    }

    private Future<Void> tellAll(Wording wording) {
        if (neighbours.isAlone()) {
            return Future.succeededFuture();
        }
        Promise<Void> told = ((ContextInternal) vertx.getOrCreateContext()).promise();
        context.runOnContext(now -> tellAll(wording, told));
        return told.future();
    }

    private void tellAll(Wording wording, Promise<Void> told) {
        List<NodeId> others = neighbours.others();
        if (others.isEmpty()) {
            told.complete();
            return;
        }
        long id = ++lastId;
        Asked one = new Asked(others);
        asked.put(id, one);
        one.known.future().onComplete(told);
        others.forEach(node -> neighbours.say(node, Urgency.CONTROL, wording.with(id)));
        vertx.setTimer(limits.newcomerMillis(), late -> giveUp(id));
    }

    private void giveUp(long id) {
        Asked late = asked.remove(id);
        if (late != null) {
            late.known.tryFail(new GatewayException(
                    ErrorCode.TIMEOUT, "the subscription stands, a node does not answer, try again"));
        }
    }

    private void known(NodeId from, long id) {
        Asked one = asked.get(id);
        if (one != null) {
            one.unanswered.remove(from);
            completeIfKnown(id, one);
        }
    }

    private void gone(NodeId node) {
        List.copyOf(asked.entrySet()).forEach(entry -> {
            entry.getValue().unanswered.remove(node);
            completeIfKnown(entry.getKey(), entry.getValue());
        });
    }

    private void completeIfKnown(long id, Asked one) {
        if (one.unanswered.isEmpty()) {
            asked.remove(id);
            one.known.tryComplete();
        }
    }

    private void stands(NodeId from, Stands word) {
        table.put(word.record());
        neighbours.say(from, Urgency.CONTROL, new Known(word.id()));
    }

    private void over(NodeId from, Over word) {
        table.end(word.key());
        neighbours.say(from, Urgency.CONTROL, new Known(word.id()));
    }

    private void lookUnlessAlone() {
        if (!neighbours.isAlone() && looking.isComplete()) {
            look();
        }
    }

    private Future<Void> look() {
        Future<Void> mine = store.changes(version.get()).map(this::take);
        looking = mine.otherwiseEmpty();
        return mine;
    }

    private Void take(SessionChanges changes) {
        changes.changed().forEach(table::put);
        changes.ended().forEach(table::end);
        version.accumulateAndGet(changes.version(), Math::max);
        return null;
    }
}
