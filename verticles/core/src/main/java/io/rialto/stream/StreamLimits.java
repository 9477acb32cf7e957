package io.rialto.stream;

/**
 * The bounds of stream rooms.
 *
 * @param idleMillis without a frame after which a virtual room ends
 * @param ringBytes of frames that a relay keeps to offer them again
 * @param members sessions that may join one room
 * @param frameBytes of one frame
 * @param roomsPerOwner virtual rooms one account may own in a shard
 * @param waiting what may wait in a shard until it is known where its room is served
 */
public record StreamLimits(
        long idleMillis, int ringBytes, int members, int frameBytes, int roomsPerOwner, int waiting) {
    /** Lanes that one session may publish to in one room (docs/spec/rooms.md §2.5). */
    public static final int LANES_PER_SESSION = 8;

    /** Lanes that one session may be subscribed to in one room. */
    public static final int SUBSCRIBED_LANES = 50;

    /** Publishers of one lane subscription. */
    public static final int PUBLISHERS_PER_LANE = 64;
}
