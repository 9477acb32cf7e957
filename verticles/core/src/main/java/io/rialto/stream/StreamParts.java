package io.rialto.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Neighbours;
import io.rialto.bus.TalkLimits;
import io.rialto.bus.Terms;
import io.rialto.channel.UploadPost;
import io.rialto.cluster.Placement;
import java.util.List;

/** What every shard of stream rooms works with; shared, safe on any thread. */
public record StreamParts(
        Placement placement,
        Neighbours neighbours,
        Edges edges,
        UploadPost post,
        Terms terms,
        TalkLimits talk,
        RoomsByRelay known,
        MeterRegistry meters,
        StreamLimits limits) {
    /** What is said between nodes here. */
    public static final List<Class<?>> WORDS = StreamWords.ALL;
}
