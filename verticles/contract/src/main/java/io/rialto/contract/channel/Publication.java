package io.rialto.contract.channel;

import io.rialto.contract.message.Content;

/**
 * What a client publishes to a channel.
 *
 * @param topic the channel's topic, without wildcards
 * @param content what it says
 * @param qos 0–2
 * @param retain whether it becomes the retained value; empty content removes that
 * @param expiresAt milliseconds since 1970 after which it is worthless; {@link Long#MAX_VALUE} never
 * @param receipt who is told, on the connection's context; null where nobody waits (QoS 0)
 * @param packetId under which it came with QoS 2: until a durable session has released that, it counts once. Else 0
 */
public record Publication(
        String topic, Content content, int qos, boolean retain, long expiresAt, Receipt receipt, int packetId) {
    /** A publication that counts as often as it comes. */
    public Publication(String topic, Content content, int qos, boolean retain, long expiresAt, Receipt receipt) {
        this(topic, content, qos, retain, expiresAt, receipt, 0);
    }

    /** Learns what became of a publication; called exactly once, on the publisher's context. */
    @FunctionalInterface
    public interface Receipt {
        /**
         * The outcome.
         *
         * @param failure null when the home has sequenced it and committed what must be committed (decisions 15)
         * @param matched whether anybody is subscribed
         */
        void done(Throwable failure, boolean matched);
    }
}
