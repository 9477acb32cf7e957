package io.rialto.bus;

import io.rialto.cluster.Member;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers that epochs begin with: each is larger than all that any node has used before. One is drawn from the
 * database at the start, another each time a node is lost, before anything of it is taken over here (decisions 14).
 * Safe on any thread.
 */
public final class Terms {
    private static final Logger LOG = LoggerFactory.getLogger(Terms.class);
    private static final long RETRY_MILLIS = 500;
    private static final int COUNTER_BITS = 32;

    private final Vertx vertx;
    private final Supplier<Future<Long>> next;
    private final Supplier<List<Member>> live;
    private final long first;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile List<Member> seen;
    private volatile Promise<Long> drawn;

    /**
     * {@code next} draws a number that nobody has drawn before, {@code live} are the members now: the same object until they
     * change.
     */
    public Terms(Vertx vertx, long first, Supplier<Future<Long>> next, Supplier<List<Member>> live) {
        this.live = live;
        this.seen = live.get();
        this.vertx = vertx;
        this.next = next;
        this.first = first;
        this.drawn = Promise.promise();
        drawn.complete(first);
    }

    /**
     * Looks who is there: where somebody is gone, or about to go, only a newer number counts from now on. Whoever asks for
     * an epoch looks first, so none is given in the moment between the loss of a node and the word of it.
     */
    public void look() {
        if (live.get() == seen) {
            return;
        }
        looking.lock();
        try {
            List<Member> now = live.get();
            boolean lost = !starts(now).containsAll(starts(seen));
            if (lost) {
                renew();
            }
            seen = now;
        } finally {
            looking.unlock();
        }
    }

    private static Set<String> starts(List<Member> members) {
        return members.stream()
                .filter(member -> !member.draining())
                .map(member -> member.node() + "#" + member.boot())
                .collect(Collectors.toSet());
    }

    /** A node was lost: from now on only a newer number counts. */
    void renew() {
        Promise<Long> mine = Promise.promise();
        drawn = mine;
        draw(mine);
    }

    /** The number that counts now; {@code timeout} while it is being drawn. */
    public long current() {
        look();
        Future<Long> now = drawn.future();
        if (!now.succeeded()) {
            throw new GatewayException(
                    ErrorCode.TIMEOUT, "a node was lost, what it served is being taken over, try again");
        }
        return now.result();
    }

    /** Done when the number that counts is above that of this epoch; draws another one where it is not. */
    public Future<Long> beyond(long epoch) {
        look();
        Future<Long> now = drawn.future();
        if (now.succeeded() && now.result() <= (epoch >>> COUNTER_BITS)) {
            renew();
        }
        return drawn.future();
    }

    /** Whether an epoch that this node gave is of this start of it. */
    public boolean isOurs(long epoch) {
        return (epoch >>> COUNTER_BITS) >= first;
    }

    /** An epoch of the current number; {@code counter} tells epochs of the same number apart. */
    public long epoch(long counter) {
        return (current() << COUNTER_BITS) | (counter & 0xffff_ffffL);
    }

    private void draw(Promise<Long> mine) {
        next.get().onSuccess(mine::tryComplete).onFailure(failure -> {
            LOG.warn("no number for new epochs, trying again: {}", failure.getMessage());
            vertx.setTimer(RETRY_MILLIS, timer -> draw(mine));
        });
    }
}
