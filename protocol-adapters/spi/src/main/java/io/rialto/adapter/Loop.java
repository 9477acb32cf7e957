package io.rialto.adapter;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the doors keep per event loop: who must flush at the end of this turn, who wants to be looked at once a second,
 * the routes of its subscriptions. Confined to its event loop, except where a method says otherwise.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long TICK_MILLIS = 1000;

    private final EventLoop eventLoop;
    private final int number;
    private final Routes routes;
    private final FlushPace gather;
    private final Joints joints = new Joints();
    private final Runnable flushAll = this::flushAll;
    private List<OutboundQueue> dirty = new ArrayList<>();
    private List<OutboundQueue> spare = new ArrayList<>();
    /** How many connections are to be written one and the same thing, at most, by the next flush. */
    private int widest;

    private final List<Watched> watched = new ArrayList<>();
    private boolean ticking;
    private volatile boolean subscribed;
    private volatile boolean wildcards;

    /**
     * A loop without connections.
     *
     * @param number which of the node's loops it is
     * @param gather when it writes to many connections again
     */
    Loop(EventLoop eventLoop, int number, int routeCache, FlushPace gather) {
        this.eventLoop = eventLoop;
        this.number = number;
        this.routes = new Routes(routeCache);
        this.gather = gather;
    }

    /** Something that wants to be looked at once a second: a login clock, a keep-alive, a slow reader. */
    public interface Watched {
        /** Looks whether a deadline has passed; {@code now} is milliseconds of the monotonic clock. */
        void tick(long now);

        /** Where it stands in the loop's list; kept for the loop. */
        int slot();

        /** Remembers where it stands in the loop's list. */
        void slot(int slot);
    }

    /** Milliseconds of the monotonic clock, the one that ticks are told. */
    public static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Runs a task on this loop; in order for one calling thread. From any thread. */
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    /** Whether the calling thread is this loop's. */
    boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    /** Whether this loop has any subscription. From any thread. */
    boolean hasSubscriptions() {
        return subscribed;
    }

    /** Whether this loop has a subscription with a wildcard. From any thread. */
    boolean hasWildcards() {
        return wildcards;
    }

    /** Which of the node's loops it is, from 0. From any thread. */
    int number() {
        return number;
    }

    Routes routes() {
        return routes;
    }

    /** What many of its connections are given one after the other. */
    Joints joints() {
        return joints;
    }

    void noteSubscriptions() {
        wildcards = routes.hasWildcards();
        subscribed = !routes.isEmpty();
    }

    /** So many of its connections are being given one and the same thing. */
    void spreads(int connections) {
        widest = Math.max(widest, connections);
    }

    /**
     * Flushes this queue once, after everything else that this turn of the loop does, or a little later if many are given the
     * same.
     */
    void flushLater(OutboundQueue queue) {
        if (dirty.isEmpty()) {
            eventLoop.execute(flushAll);
        }
        dirty.add(queue);
    }

    /** From now on ticks this once a second, until {@link #unwatch}. */
    public void watch(Watched one) {
        one.slot(watched.size());
        watched.add(one);
        if (!ticking) {
            ticking = true;
            eventLoop.schedule(this::tickAll, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Does something with all of a class that are ticked here; a copy, so that they may go meanwhile. */
    public <W extends Watched> void watched(Class<W> type, Consumer<W> what) {
        for (Watched one : List.copyOf(watched)) {
            if (type.isInstance(one)) {
                what.accept(type.cast(one));
            }
        }
    }

    /** Stops ticking this; unknown ones are ignored. */
    public void unwatch(Watched one) {
        int slot = one.slot();
        if (slot < 0 || slot >= watched.size() || watched.get(slot) != one) {
            return;
        }
        Watched last = watched.remove(watched.size() - 1);
        if (last != one) {
            watched.set(slot, last);
            last.slot(slot);
        }
        one.slot(-1);
    }

    private void flushAll() {
        int connections = widest;
        long wait = gather.waitNanos(connections);
        if (wait > 0) {
            eventLoop.schedule(flushAll, wait, TimeUnit.NANOSECONDS);
        } else {
            widest = 0;
            gather.begin();
            flushThese();
            gather.end(connections);
        }
    }

    private void flushThese() {
        List<OutboundQueue> now = dirty;
        dirty = spare;
        for (int i = 0; i < now.size(); i++) {
            flush(now.get(i));
        }
        now.clear();
        spare = now;
        joints.clear();
    }

    private static void flush(OutboundQueue queue) {
        try {
            queue.flush();
        } catch (RuntimeException defect) {
            LOG.error("{} failed in its flush", queue, defect);
        }
    }

    private void tickAll() {
        long now = now();
        for (int i = watched.size() - 1; i >= 0; i--) {
            if (i < watched.size()) {
                tick(watched.get(i), now);
            }
        }
        ticking = !watched.isEmpty();
        if (ticking) {
            eventLoop.schedule(this::tickAll, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void tick(Watched one, long now) {
        try {
            one.tick(now);
        } catch (RuntimeException defect) {
            LOG.error("{} failed in its tick", one, defect);
        }
    }
}
