package io.rialto.durable;

import io.micrometer.core.instrument.Counter;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.message.Backlog;
import io.rialto.post.QueueLetter;
import io.rialto.storage.Enqueued;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.QueueEntry.Inbound;
import io.rialto.storage.QueueEntry.Recipient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is published to the channels of one shard into the queues of durable sessions: one batch in flight, the next
 * one is what has gathered meanwhile (decisions 10). Then it wakes their connections. Confined to its shard.
 */
public final class QueueLine {
    private static final Logger LOG = LoggerFactory.getLogger(QueueLine.class);

    /**
     * Something published that queues may have to do with.
     *
     * @param durable the number of the durable session that published it, 0 where it is none
     * @param packetId under which that published it with QoS 2, else 0
     */
    public record Published(String topic, long epoch, Frame frame, long durable, int packetId) {
        Inbound inbound() {
            return durable == 0 || packetId == 0 ? null : new Inbound(durable, packetId);
        }
    }

    private record Waiting(Published published, Consumer<Throwable> told) {}

    private record Addressed(QueueEntry entry, List<DurableMatch> matches, Consumer<Throwable> told) {}

    private final Context context;
    private final QueueParts parts;
    private final Backlog backlog;
    private final Counter full;
    private final Counter left;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean inFlight;
    private boolean scheduled;

    /** The line of the shard on this context. */
    public QueueLine(Context context, QueueParts parts) {
        this.context = context;
        this.parts = parts;
        this.backlog = new Backlog(parts.waiting());
        this.full = dropped(parts, "queue_full");
        this.left = dropped(parts, "queue_backlog");
    }

    /** Whether what is published to a topic with QoS 1 or 2 goes into queues, or may. Costs nothing where there are none. */
    public boolean concerns(String topic, long durable, int packetId) {
        return (durable != 0 && packetId != 0)
                || !parts.sessions().settled().isComplete()
                || !parts.sessions().table().of(topic).isEmpty();
    }

    /** Whether it goes into queues. */
    public boolean matches(String topic) {
        return !parts.sessions().table().of(topic).isEmpty();
    }

    /**
     * Takes something published.
     *
     * @param told null when it stands in the queues of all that it is for, else why it does not; on this context
     */
    public void add(Published published, Consumer<Throwable> told) {
        int size = published.frame().content().size();
        if (!backlog.take(size)) {
            left.increment();
            told.accept(new GatewayException(ErrorCode.OVERLOADED, "too much waits for the queues of sessions"));
            return;
        }
        waiting.add(new Waiting(published, failure -> {
            backlog.give(size);
            told.accept(failure);
        }));
        if (!inFlight && !scheduled) {
            scheduled = true;
            context.runOnContext(turnEnds -> next());
        }
    }

    /** Whose queues it goes into is looked up when its batch is made: subscriptions that were being read count as well. */
    private void next() {
        scheduled = false;
        if (inFlight || waiting.isEmpty()) {
            return;
        }
        inFlight = true;
        Future<Void> settled = parts.sessions().settled();
        if (settled.isComplete()) {
            append();
        } else {
            settled.onComplete(known -> context.runOnContext(now -> append()));
        }
    }

    private void append() {
        List<Addressed> batch = new ArrayList<>();
        int weight = 0;
        int taken = 0;
        while (taken < waiting.size()) {
            weight += weight(waiting.get(taken).published());
            if (taken > 0 && weight > parts.batchMax()) {
                break;
            }
            address(waiting.get(taken++), batch);
        }
        waiting.subList(0, taken).clear();
        if (batch.isEmpty()) {
            done();
            return;
        }
        parts.sessions()
                .store()
                .append(batch.stream().map(Addressed::entry).toList(), parts.bounds())
                .onComplete(outcomes -> committed(batch, outcomes), failure -> failed(batch, failure));
    }

    private int weight(Published published) {
        int sessions = parts.sessions().table().of(published.topic()).size();
        return QueueEntry.weight(sessions, published.frame().content().size());
    }

    private void address(Waiting one, List<Addressed> batch) {
        Published published = one.published();
        List<DurableMatch> matches = matches(published);
        if (matches.isEmpty() && published.inbound() == null) {
            tell(one.told(), null);
            return;
        }
        try {
            batch.add(new Addressed(entry(published, matches), matches, one.told()));
        } catch (GatewayException clock) {
            tell(one.told(), clock);
        }
    }

    private List<DurableMatch> matches(Published published) {
        List<DurableMatch> all = parts.sessions().table().of(published.topic());
        long own = published.durable();
        if (own == 0 || all.stream().noneMatch(one -> one.key() == own && !one.equals(one.ofOwn()))) {
            return all;
        }
        return all.stream()
                .map(one -> one.key() == own ? one.ofOwn() : one)
                .filter(one -> one != null && one.qos() > 0)
                .toList();
    }

    private QueueEntry entry(Published published, List<DurableMatch> matches) {
        Frame frame = published.frame();
        List<Recipient> to = matches.stream()
                .map(match -> match.recipient(frame.qos(), frame.retain()))
                .toList();
        return new QueueEntry(
                parts.bodies().next().value(), published.topic(), published.epoch(), frame, to, published.inbound());
    }

    private void committed(List<Addressed> batch, List<Enqueued> outcomes) {
        List<QueueLetter> letters = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Addressed one = batch.get(i);
            switch (outcomes.get(i).result()) {
                case STORED -> {
                    address(one, outcomes.get(i), letters);
                    tell(one.told(), null);
                }
                case REPEATED -> tell(one.told(), null);
                case FULL -> {
                    full.increment();
                    tell(one.told(), new GatewayException(ErrorCode.OVERLOADED, "the queue of a subscriber is full"));
                }
            }
        }
        if (!letters.isEmpty()) {
            parts.postman().queued(letters);
        }
        done();
    }

    private void address(Addressed one, Enqueued outcome, List<QueueLetter> letters) {
        QueueEntry entry = one.entry();
        for (int i = 0; i < entry.to().size(); i++) {
            long position = outcome.positions().get(i);
            DurableMatch match = one.matches().get(i);
            if (position > 0) {
                Recipient to = entry.to().get(i);
                Queued item = new Queued(
                        position,
                        entry.body(),
                        entry.topic(),
                        entry.epoch(),
                        entry.frame(),
                        to.qos(),
                        to.retain(),
                        to.ids(),
                        false);
                letters.add(new QueueLetter(match.account(), match.key(), item));
            } else if (!parts.bounds().refuse()) {
                full.increment();
            }
        }
    }

    private void failed(List<Addressed> batch, Throwable failure) {
        Throwable why = failure instanceof GatewayException
                ? failure
                : new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the queues of sessions could not be written");
        batch.forEach(one -> tell(one.told(), why));
        done();
    }

    private void done() {
        inFlight = false;
        next();
    }

    /** A defect of one publisher is kept from the others. */
    private static void tell(Consumer<Throwable> told, Throwable failure) {
        try {
            told.accept(failure);
        } catch (RuntimeException defect) {
            LOG.error("somebody failed on what became of its publication", defect);
        }
    }

    private static Counter dropped(QueueParts parts, String reason) {
        return Counter.builder("rialto.dropped")
                .tag("door", "queues")
                .tag("reason", reason)
                .register(parts.meters());
    }
}
