package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.contract.id.ShareName;
import java.util.List;

/**
 * What has become of a group's messages at its home, for its standby.
 *
 * @param line tells apart what a home has begun to copy one time after the other
 * @param begins whether this is the first word of its line: what was copied before it counts no more
 * @param kept messages that nobody has yet
 * @param handed those that were given out with QoS 2 since
 * @param settled those that need nobody any more
 */
record Copied(
        Home from, ShareName name, long line, boolean begins, List<Copy> kept, List<Span> handed, List<Span> settled) {
    private static final long OVERHEAD = 128;
    private static final long SPAN = 16;

    Copied {
        kept = List.copyOf(kept);
        handed = List.copyOf(handed);
        settled = List.copyOf(settled);
    }

    /** What it costs on a link, about. */
    long bytes() {
        long bytes = OVERHEAD + SPAN * (handed.size() + settled.size());
        for (Copy copy : kept) {
            bytes += OVERHEAD + copy.topic().length() + copy.frame().content().size();
        }
        return bytes;
    }
}
