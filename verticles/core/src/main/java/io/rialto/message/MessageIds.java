package io.rialto.message;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.MessageId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Gives out message ids: 42 bits of milliseconds since 2024, 10 of node, 12 of counter (rooms.md §3.1). A clock that goes
 * back by at most 5 s is waited out by counting on; beyond that no id is given. Safe on any thread.
 */
public final class MessageIds {
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;
    private static final long MAX_STEP_BACK_MILLIS = 5_000;
    private static final int NODE_BITS = 10;
    private static final int COUNTER_BITS = 12;

    private final long node;
    private final LongSupplier clock;
    /** Milliseconds since the epoch above, then the counter: rises with every id. */
    private final AtomicLong last = new AtomicLong();

    /** Ids of the node with this number, 0–1023; {@code clock} gives milliseconds since 1970. */
    public MessageIds(int node, LongSupplier clock) {
        if (node < 0 || node >= 1 << NODE_BITS) {
            throw new IllegalArgumentException("node number " + node + " is not within 0–1023");
        }
        this.node = node;
        this.clock = clock;
    }

    /** The next id; {@code overloaded} while the clock stands more than 5 s behind what it showed. */
    public MessageId next() {
        long now = clock.getAsLong() - EPOCH_MILLIS;
        long ticket = last.updateAndGet(previous -> Math.max(previous + 1, now << COUNTER_BITS));
        long millis = ticket >>> COUNTER_BITS;
        if (millis - now > MAX_STEP_BACK_MILLIS) {
            throw new GatewayException(ErrorCode.OVERLOADED, "the clock of this node went back, no ids are given out");
        }
        long counter = ticket & ((1L << COUNTER_BITS) - 1);
        return new MessageId((millis << (NODE_BITS + COUNTER_BITS)) | (node << COUNTER_BITS) | counter);
    }
}
