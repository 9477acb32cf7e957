package io.rialto.contract.channel;

import java.util.List;

/**
 * One message in the queue of a durable session, as it is delivered.
 *
 * @param position its place in the queue of the session, rising by one
 * @param body the number of what it says, which other queues may refer to as well
 * @param epoch the incarnation of the channel's home that gave the frame its sequence
 * @param qos what it is delivered with, 1 or 2
 * @param retain whether the delivery says that it was published as the retained value
 * @param ids the subscription identifiers it carries (MQTT 5 §3.3.2.3.8)
 * @param again whether it may have been sent before, on an earlier connection
 */
public record Queued(
        long position,
        long body,
        String topic,
        long epoch,
        Frame frame,
        int qos,
        boolean retain,
        List<Integer> ids,
        boolean again) {
    /** Copies the identifiers. */
    public Queued {
        ids = List.copyOf(ids);
    }
}
