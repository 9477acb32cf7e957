package io.rialto.adapter;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The event loops that doors run on, each with its {@link Loop}; learned as connections appear. Safe on any thread. */
public final class Loops {
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final int routeCache;

    /** No loops yet; each will remember the subscribers of at most {@code routeCache} topics between publishes. */
    public Loops(int routeCache) {
        this.routeCache = routeCache;
    }

    /** The loop of this event loop. To be called on it. */
    public Loop of(EventLoop eventLoop) {
        for (Loop loop : loops) {
            if (loop.isCurrent()) {
                return loop;
            }
        }
        Loop loop = new Loop(eventLoop, numbers.getAndIncrement(), routeCache);
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
