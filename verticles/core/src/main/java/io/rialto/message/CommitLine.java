package io.rialto.message;

import io.micrometer.core.instrument.Timer;
import io.rialto.bus.Shard;
import io.rialto.storage.Appended;
import io.rialto.storage.CommitWeight;
import io.rialto.storage.LogEntry;
import io.rialto.storage.MessageLog;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the messages of one shard into batches: one batch in flight, the next one is what has gathered meanwhile
 * (decisions 10, 12). Its {@link Backlog} bounds it. Confined to its shard.
 */
final class CommitLine {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLine.class);

    /** Learns of a commit, in the order of commits. */
    @FunctionalInterface
    interface Committed {
        /** These messages are committed, with what became of each. */
        void accept(List<Outgoing> batch, List<Appended> outcomes);
    }

    private final Context context;
    private final MessageLog log;
    private final int batchMax;
    private final Backlog backlog;
    private final Timer latency;
    private final Committed committed;
    private List<Outgoing> waiting = new ArrayList<>();
    private boolean inFlight;
    private boolean scheduled;
    private boolean isGoingOn;

    CommitLine(Context context, MessageParts parts, Backlog backlog, Committed committed) {
        this.context = context;
        this.log = parts.storage().log();
        this.batchMax = parts.batchMax();
        this.backlog = backlog;
        this.latency = parts.commitLatency();
        this.committed = committed;
    }

    /** Takes a message that has its place in the backlog; gives that back with the answer. */
    void add(Outgoing message) {
        waiting.add(message);
        if (!inFlight && !scheduled) {
            scheduled = true;
            context.runOnContext(turnEnds -> next());
        }
    }

    /** A loop, not a recursion: a store that refuses answers at once, and thousands of batches may wait. */
    private void next() {
        scheduled = false;
        if (isGoingOn) {
            return;
        }
        isGoingOn = true;
        try {
            while (!inFlight && !waiting.isEmpty()) {
                commit(take());
            }
        } finally {
            isGoingOn = false;
        }
    }

    private void commit(List<Outgoing> batch) {
        long start = System.nanoTime();
        inFlight = true;
        append(batch)
                .onComplete(
                        outcomes -> {
                            latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                            done(batch, outcomes);
                        },
                        failure -> failed(batch, failure));
    }

    private Future<List<Appended>> append(List<Outgoing> batch) {
        List<LogEntry> entries = batch.stream().map(Outgoing::entry).toList();
        try {
            return log.append(entries);
        } catch (RuntimeException defect) {
            return Future.failedFuture(defect);
        }
    }

    private List<Outgoing> take() {
        int count = fitting();
        if (count == waiting.size()) {
            List<Outgoing> all = waiting;
            waiting = new ArrayList<>();
            return all;
        }
        List<Outgoing> first = waiting.subList(0, count);
        List<Outgoing> batch = new ArrayList<>(first);
        first.clear();
        return batch;
    }

    /** How many of those that wait make a batch: one at least, else what their weights allow in this store. */
    private int fitting() {
        CommitWeight weight = log.weighing(batchMax);
        int count = 0;
        while (count < waiting.size() && weight.takes(waiting.get(count).entry())) {
            count++;
        }
        return count;
    }

    /**
     * The next batch waits until this one has gone to everybody, so that live views get messages in the order of the room: a
     * store that is faster than this thread has its answer ready when a handler is set, which then runs within {@link #commit}.
     */
    private void done(List<Outgoing> batch, List<Appended> outcomes) {
        try {
            for (int i = 0; i < batch.size(); i++) {
                answer(batch.get(i), outcomes, i);
            }
            committed.accept(batch, outcomes);
        } catch (RuntimeException defect) {
            LOG.error("{} committed messages woke nobody, they will be found later", batch.size(), defect);
        } finally {
            inFlight = false;
            next();
        }
    }

    /** A defect of one answer is kept from the others. */
    private void answer(Outgoing message, List<Appended> outcomes, int number) {
        backlog.give(message.size());
        try {
            message.ask().answer().tryComplete(message.sent(outcomes.get(number)));
        } catch (RuntimeException defect) {
            Shard.fail(message.ask(), defect);
        }
    }

    private void failed(List<Outgoing> batch, Throwable failure) {
        try {
            for (Outgoing message : batch) {
                backlog.give(message.size());
                Shard.fail(message.ask(), failure);
            }
        } finally {
            inFlight = false;
            next();
        }
    }
}
