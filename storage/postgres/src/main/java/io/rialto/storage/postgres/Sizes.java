package io.rialto.storage.postgres;

/**
 * What is bounded in a PostgreSQL store.
 *
 * @param batchMax weight that a commit takes at most; a batch that alone has more is a commit of its own
 * @param queueMax weight that may wait for a commit in one writer; changes, reads that may wait
 * @param writers connections that append
 * @param readers connections that read
 * @param recentMax inbox rows just written that are kept in memory for those who are online; 0: none
 */
public record Sizes(int batchMax, int queueMax, int writers, int readers, int recentMax) {
    /** Refuses sizes that leave no room. */
    public Sizes {
        if (batchMax < 1 || queueMax < 1 || writers < 1 || readers < 1 || recentMax < 0) {
            throw new IllegalArgumentException(
                    "batchMax, queueMax, writers, readers must be at least 1, recentMax not negative");
        }
    }
}
