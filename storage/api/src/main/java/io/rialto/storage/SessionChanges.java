package io.rialto.storage;

import java.util.List;

/**
 * What has changed in the table of durable subscriptions.
 *
 * @param version up to which everything is in it
 * @param changed the sessions that have changed, as they are now
 * @param ended the numbers of those that have ended
 */
public record SessionChanges(long version, List<DurableRecord> changed, List<Long> ended) {
    /** Copies the lists. */
    public SessionChanges {
        changed = List.copyOf(changed);
        ended = List.copyOf(ended);
    }
}
