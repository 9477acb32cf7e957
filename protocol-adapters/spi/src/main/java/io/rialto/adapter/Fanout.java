package io.rialto.adapter;

import io.netty.util.concurrent.FastThreadLocal;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fan-out of this node: a run crosses once to each loop that has subscriptions to its topic, then goes to its
 * subscribers there in one pass.
 */
public final class Fanout implements LocalFanout {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

    private final Loops loops;
    private final Interest interest = new Interest();
    private volatile Consumer<String> changed = filter -> {};
    private final FastThreadLocal<Loop> current = new FastThreadLocal<>();

    /** A fan-out over these loops. */
    public Fanout(Loops loops) {
        this.loops = loops;
    }

    @Override
    public void subscribe(String filter, Subscriber subscriber) {
        Loop loop = currentLoop();
        if (loop.routes().add(filter, subscriber)) {
            loop.noteSubscriptions();
            if (interest.add(filter, loop.number())) {
                changed.accept(filter);
            }
        }
    }

    @Override
    public void unsubscribe(String filter, Subscriber subscriber) {
        Loop loop = currentLoop();
        if (loop.routes().remove(filter, subscriber)) {
            loop.noteSubscriptions();
            if (!loop.routes().has(filter) && interest.remove(filter, loop.number())) {
                changed.accept(filter);
            }
        }
    }

    @Override
    public void deliver(List<Run> runs) {
        for (Loop loop : loops.all()) {
            List<Run> wanted = loop.hasSubscriptions() ? wanted(loop, runs) : List.of();
            if (!wanted.isEmpty()) {
                wanted.forEach(Run::retain);
                hand(loop, wanted);
            }
        }
        runs.forEach(Run::release);
    }

    @Override
    public void missed(Gap gap) {
        for (Loop loop : loops.all()) {
            if (loop.hasSubscriptions()) {
                loop.execute(() -> tell(loop, gap));
            }
        }
    }

    @Override
    public Set<String> filters() {
        return interest.filters();
    }

    @Override
    public boolean isWanted(String filter) {
        return interest.has(filter);
    }

    @Override
    public void listen(Consumer<String> listener) {
        changed = listener;
    }

    @Override
    public boolean hasSubscribers(String topic) {
        return interest.includes(topic);
    }

    /** Those that somebody of this loop may want, in their order; with wildcards the loop itself knows. */
    private List<Run> wanted(Loop loop, List<Run> runs) {
        if (loop.hasWildcards()) {
            return runs;
        }
        List<Run> wanted = null;
        int seen = 0;
        for (Run run : runs) {
            boolean wants = interest.includesExactly(run.topic(), loop.number());
            if (wanted == null && !wants) {
                wanted = new ArrayList<>(runs.size());
                wanted.addAll(runs.subList(0, seen));
            } else if (wanted != null && wants) {
                wanted.add(run);
            }
            seen++;
        }
        return wanted == null ? runs : wanted;
    }

    private void hand(Loop loop, List<Run> runs) {
        if (loop.isCurrent()) {
            deliver(loop, runs);
        } else {
            handOver(loop, runs);
        }
    }

    /** A loop that is shut down has no subscribers any more: who waits for the runs must not wait for it. */
    private static void handOver(Loop loop, List<Run> runs) {
        try {
            loop.execute(() -> deliver(loop, runs));
        } catch (RejectedExecutionException over) {
            LOG.debug("a loop is over before its last runs", over);
            runs.forEach(Run::release);
        }
    }

    private static void deliver(Loop loop, List<Run> runs) {
        for (Run run : runs) {
            Subscriber[] audience = loop.routes().of(run.topic());
            loop.spreads(audience.length);
            for (Subscriber subscriber : audience) {
                offer(subscriber, run);
            }
            run.release();
        }
    }

    private static void tell(Loop loop, Gap gap) {
        for (Subscriber subscriber : loop.routes().of(gap.topic())) {
            try {
                subscriber.missed(gap);
            } catch (RuntimeException defect) {
                LOG.error("{} failed to take a gap of {}", subscriber.owner(), gap.topic(), defect);
            }
        }
    }

    private static void offer(Subscriber subscriber, Run run) {
        try {
            subscriber.offer(run);
        } catch (RuntimeException defect) {
            LOG.error("{} failed to take frames of {}", subscriber.owner(), run.topic(), defect);
        }
    }

    private Loop currentLoop() {
        Loop loop = current.get();
        if (loop == null) {
            loop = loops.all().stream().filter(Loop::isCurrent).findFirst().orElseGet(this::newLoop);
            current.set(loop);
        }
        return loop;
    }

    /** Core subscribes as well, on loops that may have no connections. */
    private Loop newLoop() {
        ContextInternal context = ContextInternal.current();
        if (context == null || !context.inThread()) {
            throw new IllegalStateException("subscriptions belong to an event loop");
        }
        return loops.of(context.nettyEventLoop());
    }
}
