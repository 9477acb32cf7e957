package io.rialto.channel;

import java.util.concurrent.atomic.LongAdder;

/** How much one uplink may have under way, with a count of what was refused beyond. Safe on any thread. */
final class UplinkLimit {
    private final long bytes;
    private final LongAdder refused = new LongAdder();

    UplinkLimit(long bytes) {
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    void refused() {
        refused.increment();
    }

    long refusals() {
        return refused.sum();
    }
}
