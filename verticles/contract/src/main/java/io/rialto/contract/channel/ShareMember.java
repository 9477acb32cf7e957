package io.rialto.contract.channel;

/** One subscription to a share group; called on the connection's context, must not throw. */
public interface ShareMember {
    /** The quality of service it was granted, 0–2 (MQTT-4.8.2-3). */
    int qos();

    /** How many frames it takes that are not acknowledged. */
    int window();

    /**
     * Takes the frames of a run, in their order, as many as it can now. What it does not take goes to other members, and
     * nothing comes any more until it says that it is ready. The run stays the caller's.
     *
     * @param first the ticket of the first frame, the others follow one by one; 0 where all of them are delivered with QoS
     *     0: those need no ticket, and are all taken, or dropped as those of other subscriptions are
     * @return how many it took
     */
    int take(Run run, long first, Share share);
}
