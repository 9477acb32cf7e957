package io.rialto.message;

import io.micrometer.core.instrument.Timer;
import io.rialto.bus.Shard;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.rialto.storage.MessageLog;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Turns the messages of one shard into batches: one batch in flight, the next one is what has gathered meanwhile
 * (decisions 10, 12). Bounded: what finds no place is refused. Confined to its shard.
 */
final class CommitLine {
    /** How large a batch may be, how many messages may wait. */
    record Limits(int batch, int waiting) {}

    /** Learns of a commit, in the order of commits. */
    @FunctionalInterface
    interface Committed {
        /** These messages are committed, with what became of each. */
        void accept(List<Outgoing> batch, List<Appended> outcomes);
    }

    private final Context context;
    private final MessageLog log;
    private final Limits limits;
    private final Timer latency;
    private final Committed committed;
    private List<Outgoing> waiting = new ArrayList<>();
    private boolean inFlight;
    private boolean scheduled;

    CommitLine(Context context, MessageLog log, Limits limits, Timer latency, Committed committed) {
        this.context = context;
        this.log = log;
        this.limits = limits;
        this.latency = latency;
        this.committed = committed;
    }

    void add(Outgoing message) {
        if (waiting.size() >= limits.waiting()) {
            Shard.fail(
                    message.ask(),
                    new GatewayException(
                            ErrorCode.OVERLOADED, "too many messages wait for the store, try again later"));
            return;
        }
        waiting.add(message);
        if (!inFlight && !scheduled) {
            scheduled = true;
            context.runOnContext(turnEnds -> next());
        }
    }

    private void next() {
        scheduled = false;
        if (inFlight || waiting.isEmpty()) {
            return;
        }
        List<Outgoing> batch = take();
        List<LogEntry> entries = batch.stream().map(Outgoing::entry).toList();
        long start = System.nanoTime();
        inFlight = true;
        log.append(entries)
                .onComplete(
                        outcomes -> {
                            latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                            done(batch, outcomes);
                        },
                        failure -> failed(batch, failure));
    }

    private List<Outgoing> take() {
        if (waiting.size() <= limits.batch()) {
            List<Outgoing> all = waiting;
            waiting = new ArrayList<>();
            return all;
        }
        List<Outgoing> first = waiting.subList(0, limits.batch());
        List<Outgoing> batch = new ArrayList<>(first);
        first.clear();
        return batch;
    }

    private void done(List<Outgoing> batch, List<Appended> outcomes) {
        inFlight = false;
        for (int i = 0; i < batch.size(); i++) {
            Outgoing message = batch.get(i);
            message.ask().answer().tryComplete(message.sent(outcomes.get(i)));
        }
        committed.accept(batch, outcomes);
        next();
    }

    private void failed(List<Outgoing> batch, Throwable failure) {
        inFlight = false;
        batch.forEach(message -> Shard.fail(message.ask(), failure));
        next();
    }
}
