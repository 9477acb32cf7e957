package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import java.util.Set;

/**
 * A session says again what it has to do with a room, since its relay may be another one; answered with a
 * {@link Replay}.
 *
 * @param preset of the room where the session has joined it, else null
 * @param lanes on which it publishes
 * @param from the place up to where it has heard; null where it has heard nothing
 */
record Confirm(RoomId room, StreamPreset preset, Set<String> lanes, boolean listening, StreamPlace from) {
    /** Copies the lanes. */
    Confirm {
        lanes = Set.copyOf(lanes);
    }

    boolean joined() {
        return preset != null;
    }
}
