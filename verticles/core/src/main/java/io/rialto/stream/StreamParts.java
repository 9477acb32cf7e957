package io.rialto.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.contract.channel.LocalFanout;

/**
 * What every shard of stream rooms works with; shared, safe on any thread.
 *
 * @param boot the number of this start of the node: the upper half of every epoch (decisions 14)
 */
public record StreamParts(LocalFanout fanout, MeterRegistry meters, long boot, StreamLimits limits) {}
