package io.rialto.share;

import java.util.List;

/** What homes of share groups tell one shard of another node, their standby. */
record Copies(int shard, List<Copied> groups) {
    Copies {
        groups = List.copyOf(groups);
    }
}
