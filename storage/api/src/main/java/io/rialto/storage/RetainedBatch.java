package io.rialto.storage;

import java.util.List;

/**
 * Retained values that a subscription of a durable session wants, in order of topic, on their way into its queue.
 *
 * @param key the number of the session
 * @param after up to which topic they stood in the queue so far; where that is not so nothing is done
 * @param to up to which topic they do afterwards, null where that is all of them
 * @param handedOver up to which position of the queue the client was handed what stands there
 * @param entries the values, each for this queue alone
 */
public record RetainedBatch(
        long key, String filter, String after, String to, long handedOver, List<QueueEntry> entries) {
    /** Copies the values. */
    public RetainedBatch {
        entries = List.copyOf(entries);
    }
}
