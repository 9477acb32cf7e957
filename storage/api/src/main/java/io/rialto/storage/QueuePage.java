package io.rialto.storage;

import io.rialto.contract.channel.Queued;
import java.util.List;

/**
 * A stretch of a queue.
 *
 * @param to the last position that was looked at
 * @param items what stands there, rising
 * @param head the newest position of the queue at the time of reading
 */
public record QueuePage(long to, List<Queued> items, long head) {
    /** Copies the items. */
    public QueuePage {
        items = List.copyOf(items);
    }
}
