package io.rialto.retained;

import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.spread.Spread;
import io.rialto.storage.RetainedStore;

/**
 * What retained values are read with; shared, safe on any thread.
 *
 * @param hint whether any topic may have one
 * @param maxOvertaken topics of which is remembered what came while retained values are on their way to a client
 */
public record RetainedParts(
        Bus bus, Placement placement, Spread spread, RetainedStore store, RetainedHint hint, int maxOvertaken) {}
