package io.rialto.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Terms;
import io.rialto.cluster.Placement;
import io.rialto.durable.QueueParts;
import io.rialto.retained.RetainedHint;
import io.rialto.spread.Spread;
import io.rialto.storage.RetainedStore;

/**
 * What every shard of channels works with; shared, safe on any thread.
 *
 * @param queues the queues of durable sessions
 * @param maxKnown channels a shard remembers
 * @param retainedDelayMillis before a retained value of QoS 0 is written
 */
public record ChannelParts(
        Spread spread,
        Placement placement,
        RetainedStore retained,
        RetainedHint hint,
        MeterRegistry meters,
        Terms terms,
        QueueParts queues,
        int maxKnown,
        long retainedDelayMillis) {}
