package io.rialto.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rialto.cluster.Placement;
import io.rialto.post.Postman;
import io.rialto.spread.Spread;
import io.rialto.storage.Storage;

/**
 * What every shard of messages works with; shared, safe on any thread.
 *
 * @param direct who may write to whom
 * @param maxBytes of one message, attributes included
 * @param batchMax weight of one commit: a message counts one, more where it is large or goes to many
 * @param waiting what may wait for its commit in one shard, what is under way included
 * @param audienceMillis how long the members of a group are relied on as they were read: a change that no link could tell
 *     is known by then; {@link Long#MAX_VALUE} where there is no other node
 * @param recallMillis how long its sender may recall a message; 0: without limit
 */
public record MessageParts(
        Storage storage,
        Postman postman,
        Spread spread,
        Placement placement,
        MessageIds ids,
        MeterRegistry meters,
        DirectPolicy direct,
        int maxBytes,
        int batchMax,
        Backlog.Bounds waiting,
        long audienceMillis,
        long recallMillis) {
    Counter refused() {
        return Counter.builder("rialto.dropped")
                .tag("door", "rooms")
                .tag("reason", "overloaded")
                .register(meters);
    }

    Timer commitLatency() {
        return Timer.builder("rialto.commit")
                .description("from handing a batch of messages to the store until it is synced")
                .publishPercentiles(0.5, 0.99, 0.999)
                .register(meters);
    }
}
