package io.rialto.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.storage.RetainedStore;

/**
 * What every shard of channels works with; shared, safe on any thread.
 *
 * @param boot the number of this start of the node
 * @param maxKnown channels a shard remembers
 * @param retainedDelayMillis before a retained value of QoS 0 is written
 */
public record ChannelParts(
        LocalFanout fanout,
        RetainedStore retained,
        RetainedHint hint,
        MeterRegistry meters,
        long boot,
        int maxKnown,
        long retainedDelayMillis) {}
