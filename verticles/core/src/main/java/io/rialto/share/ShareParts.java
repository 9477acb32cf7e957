package io.rialto.share;

import io.rialto.cluster.Placement;
import io.rialto.spread.Spread;

/** What every shard of share groups works with; shared, safe on any thread. */
public record ShareParts(
        Spread spread, Placement placement, SharePost post, ShareFigures figures, ShareLimits limits) {}
