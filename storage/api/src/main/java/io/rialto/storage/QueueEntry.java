package io.rialto.storage;

import io.rialto.contract.channel.Frame;
import java.util.List;

/**
 * A message for the queues of durable sessions.
 *
 * @param body its number, unique in the cluster; it is stored once, however many queues it is in
 * @param epoch the incarnation of the channel's home that gave the frame its sequence
 * @param to the queues
 * @param inbound the packet that published it, so that a repetition of that is told; null where it is none with QoS 2 of a
 *     durable session
 */
public record QueueEntry(long body, String topic, long epoch, Frame frame, List<Recipient> to, Inbound inbound) {
    private static final int SESSIONS_PER_WEIGHT = 4;
    private static final int BYTES_PER_WEIGHT = 16 * 1024;

    /** Copies the recipients. */
    public QueueEntry {
        to = List.copyOf(to);
    }

    /**
     * One queue.
     *
     * @param key the number of the session
     * @param qos what it is delivered with, 1 or 2
     * @param retain whether the delivery says that it was published as the retained value
     * @param ids the subscription identifiers it carries
     */
    public record Recipient(long key, int qos, boolean retain, List<Integer> ids) {
        /** Copies the identifiers. */
        public Recipient {
            ids = List.copyOf(ids);
        }
    }

    /** A packet of a publisher with a durable session. */
    public record Inbound(long key, int packetId) {}

    /** Bytes that it takes in each queue, of which the bound of a queue is made. */
    public int bytes() {
        return topic.length() + frame.content().size();
    }

    /** What it counts in a commit: one, or more where it is large or goes to many. */
    public int weight() {
        return weight(to.size(), frame.content().size());
    }

    /** The same for a message of so many bytes to so many sessions. */
    public static int weight(int sessions, int bytes) {
        return Math.max(1, Math.max(sessions / SESSIONS_PER_WEIGHT, bytes / BYTES_PER_WEIGHT));
    }
}
