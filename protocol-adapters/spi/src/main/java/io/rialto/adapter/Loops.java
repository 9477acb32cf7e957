package io.rialto.adapter;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The event loops that doors run on, each with its {@link Loop}; learned as connections appear. Safe on any thread. */
public final class Loops {
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final int routeCache;
    private final Duration gather;

    /**
     * No loops yet.
     *
     * @param routeCache of how many topics each will remember the subscribers between publishes
     * @param gather how long at most each gathers what many connections get before it writes to them again
     */
    public Loops(int routeCache, Duration gather) {
        this.routeCache = routeCache;
        this.gather = gather;
    }

    /** The loop of this event loop. To be called on it. */
    public Loop of(EventLoop eventLoop) {
        for (Loop loop : loops) {
            if (loop.isCurrent()) {
                return loop;
            }
        }
        Loop loop = new Loop(eventLoop, numbers.getAndIncrement(), routeCache, new FlushPace(gather, System::nanoTime));
        loops.add(loop);
        return loop;
    }

    /** Does something with each of them that has had a connection. From any thread. */
    public void forEach(Consumer<Loop> what) {
        loops.forEach(what);
    }

    List<Loop> all() {
        return loops;
    }
}
