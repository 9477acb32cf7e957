package io.rialto.durable;

import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.NodeId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many durable sessions have no connection now, in the whole cluster: nodes tell each other how many have one with them,
 * where that has changed, now and then. Safe on any thread.
 */
public final class DurableFigures {
    /** So many durable sessions have their connections with the node that says so. */
    record Connected(int sessions) {}

    /** What nodes say to each other here. */
    static final List<Class<?>> WORDS = List.of(Connected.class);

    private final Neighbours neighbours;
    private final DurableTable table;
    private final AtomicInteger here = new AtomicInteger();
    private final Map<NodeId, Integer> elsewhere = new ConcurrentHashMap<>();
    private final LongAdder expired = new LongAdder();
    private volatile int told;

    DurableFigures(Neighbours neighbours, DurableTable table) {
        this.neighbours = neighbours;
        this.table = table;
        neighbours.hear(Connected.class, (from, word) -> elsewhere.put(from, word.sessions()));
        neighbours.onCame(node -> neighbours.say(node, Urgency.CONTROL, new Connected(here.get())));
        neighbours.onGone(elsewhere::remove);
    }

    /** Sessions of devices that have no connection; share groups are nobody's. */
    public long disconnected() {
        int connected = here.get()
                + elsewhere.values().stream().mapToInt(Integer::intValue).sum();
        return Math.max(0, table.devices() - connected);
    }

    /** Sessions that this node has ended since its start, for their time had come. */
    public long expired() {
        return expired.sum();
    }

    /** A session of a device has its connection here. */
    void connected() {
        here.incrementAndGet();
    }

    /** It has no more. */
    void left() {
        here.decrementAndGet();
    }

    void expire() {
        expired.increment();
    }

    /** Tells the others, where something has changed. */
    void tell() {
        int now = here.get();
        if (now != told) {
            told = now;
            neighbours.sayAll(Urgency.CONTROL, new Connected(now));
        }
    }
}
