package io.rialto.durable;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.session.Outbound;
import io.rialto.storage.QueuePage;
import io.rialto.storage.SessionStore;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the queue of one durable session in order: straight from memory where it has caught up, by pages from the store
 * where it has not. So many may be under way. Confined to its connection's context.
 */
final class QueueFeed {
    private static final Logger LOG = LoggerFactory.getLogger(QueueFeed.class);
    private static final int PAGE = 200;
    private static final int PAGE_BYTES = 256 * 1024;
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;

    private final Vertx vertx;
    private final SessionStore store;
    private final Outbound outbound;
    private final long key;
    private final int window;
    private final Deque<Queued> ready = new ArrayDeque<>();
    private final Set<Long> underWay = new HashSet<>();
    private long head;
    private long reached;
    private long sent;
    private long pause = FIRST_PAUSE;
    private boolean reading;
    private boolean giving;
    private boolean closed;
    private Consumer<Queued> watcher = item -> {};

    QueueFeed(Vertx vertx, SessionStore store, Outbound outbound, long key, int window) {
        this.vertx = vertx;
        this.store = store;
        this.outbound = outbound;
        this.key = key;
        this.window = window;
    }

    /** Begins with the oldest that stands there. */
    void start() {
        read();
    }

    /** Tells of everything that is handed over from now on, before it is. */
    void watch(Consumer<Queued> each) {
        watcher = each;
    }

    /** Something new stands in the queue; what was told before is ignored. */
    void arrived(Queued item) {
        if (closed || item.position() <= reached) {
            return;
        }
        head = Math.max(head, item.position());
        boolean next = item.position() == reached + 1 && ready.isEmpty() && !reading;
        if (next && isOpen()) {
            reached = item.position();
            give(item);
        } else {
            pump();
        }
    }

    /** The queue reaches so far, whether what stands there was told or not. */
    void reaches(long position) {
        head = Math.max(head, position);
        pump();
    }

    /** The client is done with this one. */
    void done(Queued item) {
        underWay.remove(item.position());
        pump();
    }

    /** Up to which position anything was handed over. */
    long sent() {
        return sent;
    }

    void close() {
        closed = true;
        ready.clear();
    }

    private boolean isOpen() {
        return underWay.size() < window;
    }

    /** A connection may be done with one while it is being handed it: no call within the call. */
    private void pump() {
        if (giving) {
            return;
        }
        giving = true;
        try {
            while (!closed && isOpen() && !ready.isEmpty()) {
                give(ready.poll());
            }
        } finally {
            giving = false;
        }
        if (!closed && isOpen() && ready.isEmpty() && reached < head) {
            read();
        }
    }

    private void give(Queued item) {
        underWay.add(item.position());
        sent = Math.max(sent, item.position());
        watcher.accept(item);
        outbound.queued(item);
    }

    private void read() {
        if (reading || closed) {
            return;
        }
        reading = true;
        store.read(key, reached, PAGE, PAGE_BYTES).onComplete(this::take, this::failed);
    }

    private void take(QueuePage page) {
        reading = false;
        pause = FIRST_PAUSE;
        if (closed) {
            return;
        }
        ready.addAll(page.items());
        reached = Math.max(reached, page.to());
        head = Math.max(head, page.head());
        pump();
    }

    private void failed(Throwable failure) {
        LOG.debug("queue {} not readable, again in {} ms", key, pause, failure);
        vertx.setTimer(pause, timer -> {
            reading = false;
            read();
        });
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
}
