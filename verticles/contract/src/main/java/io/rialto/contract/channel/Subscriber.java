package io.rialto.contract.channel;

/**
 * One subscription of one connection, made by its door. Confined to the connection's event loop: every call comes on
 * it, none may block or throw.
 */
public interface Subscriber {
    /** Takes a run: writes it, queues it within the connection's budget, or drops it with a gap it will report. */
    void offer(Run run);

    /** Frames that would have been offered do not come; the door says so in its own words, or counts them. */
    void missed(Gap gap);

    /** The connection it belongs to; subscriptions of one owner that match the same topic are merged. */
    Object owner();

    /** One subscriber that serves both subscriptions of the same owner, so that a frame is delivered once. */
    Subscriber merge(Subscriber other);
}
