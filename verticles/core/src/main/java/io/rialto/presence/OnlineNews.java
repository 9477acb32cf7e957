package io.rialto.presence;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.NodeId;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.OnlineEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Tells whoever watches, at whichever node, of accounts that come online here or go. A node where nobody watches costs
 * nothing; what a link cannot take is counted, and told with the next event that it takes. Safe on any thread.
 */
public final class OnlineNews {
    /** Somebody watches at the node that says so, or nobody any more. */
    record Watched(boolean watched) {}

    /** An account came online at a home of the node that says so, or went; {@code missed} before that were not said. */
    record Flipped(AccountId account, boolean online, long at, long missed) {}

    /** What nodes say to each other here. */
    public static final List<Class<?>> WORDS = List.of(Watched.class, Flipped.class);

    private final Neighbours neighbours;
    private final List<Consumer<OnlineEvent>> watchers = new CopyOnWriteArrayList<>();
    /** The nodes where somebody watches, with what they have missed. */
    private final Map<NodeId, AtomicLong> watching = new ConcurrentHashMap<>();

    private final LongAdder dropped = new LongAdder();

    /** News of this node to these neighbours, theirs to its watchers; to be made once, before they are heard. */
    public OnlineNews(Neighbours neighbours) {
        this.neighbours = neighbours;
        neighbours.hear(Watched.class, this::watched);
        neighbours.hear(Flipped.class, this::heard);
        neighbours.onCame(this::came);
        neighbours.onGone(this::gone);
    }

    /** Registers what is counted here. */
    public void meter(MeterRegistry meters) {
        FunctionCounter.builder("rialto.dropped", dropped, LongAdder::sum)
                .description("events for operators at nodes whose link took too little")
                .tag("door", "cluster")
                .tag("reason", "watcher")
                .register(meters);
    }

    /** From now on tells this one; whoever runs what is returned ends it. */
    public Runnable watch(Consumer<OnlineEvent> watcher) {
        synchronized (watchers) {
            watchers.add(watcher);
            neighbours.sayAll(Urgency.CONTROL, new Watched(true));
        }
        return () -> end(watcher);
    }

    /** One at a time, so that the others hear last what is so last. */
    private void end(Consumer<OnlineEvent> watcher) {
        synchronized (watchers) {
            if (watchers.remove(watcher) && watchers.isEmpty()) {
                neighbours.sayAll(Urgency.CONTROL, new Watched(false));
            }
        }
    }

    /** An account of which this node is the home came online, or went. */
    void flipped(AccountId account, boolean online, long at) {
        tell(new OnlineEvent.Changed(account, online, at));
        watching.forEach((node, missed) -> say(node, missed, account, online, at));
    }

    private void say(NodeId node, AtomicLong missed, AccountId account, boolean online, long at) {
        long before = missed.getAndSet(0);
        if (!neighbours.say(node, Urgency.MESSAGE, new Flipped(account, online, at, before))) {
            missed.addAndGet(before + 1);
            dropped.increment();
        }
    }

    private void watched(NodeId from, Watched word) {
        if (word.watched()) {
            watching.putIfAbsent(from, new AtomicLong());
        } else {
            watching.remove(from);
        }
    }

    /** Whoever says something here though nobody watches has heard of the end too early. */
    private void heard(NodeId from, Flipped word) {
        if (watchers.isEmpty()) {
            neighbours.say(from, Urgency.CONTROL, new Watched(false));
            return;
        }
        if (word.missed() > 0) {
            tell(new OnlineEvent.Missed(word.missed()));
        }
        tell(new OnlineEvent.Changed(word.account(), word.online(), word.at()));
    }

    private void came(NodeId node) {
        if (!watchers.isEmpty()) {
            neighbours.say(node, Urgency.CONTROL, new Watched(true));
        }
        tell(new OnlineEvent.NodeChanged(node.value(), true));
    }

    private void gone(NodeId node) {
        watching.remove(node);
        tell(new OnlineEvent.NodeChanged(node.value(), false));
    }

    private void tell(OnlineEvent event) {
        watchers.forEach(watcher -> watcher.accept(event));
    }
}
