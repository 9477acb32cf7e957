package io.rialto.stream;

import io.rialto.cluster.NodeId;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPreset;
import java.util.Set;

/**
 * What another node must know of a room to go on with it when its relay's node is lost.
 *
 * @param granted whom the owner has given the right to publish
 * @param born the epoch of the room's first relay
 * @param epoch of the relay
 * @param relay the node of the relay
 */
record Standby(
        RoomId room,
        StreamPreset preset,
        AccountId owner,
        Set<AccountId> granted,
        long born,
        long epoch,
        NodeId relay) {
    /** A room is over. */
    record Over(RoomId room, long epoch) {}

    /** Asks what a node knows of a room; answered with {@link Found}. */
    record Find(RoomId room) {}

    /** What a node knows of a room; null where that is nothing. */
    record Found(Standby standby) {}
}
