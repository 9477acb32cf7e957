package io.rialto.cluster;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;

/**
 * Where rooms and accounts are served. Every node computes the same answer from the same member list; placement makes
 * things fast, never right: the database serialises (docs/architecture.md). Safe on any thread; an answer holds until the
 * members change.
 */
public interface Placement {
    /** The home of a room, on whichever node. */
    Home of(RoomId room);

    /** The home of an account: its sessions, presence. */
    Home of(AccountId account);

    /** The home that an account has when the node of its home is lost; null where no other node is to stay. */
    Home standby(AccountId account);

    /** The home of a channel, by its topic. */
    Home ofTopic(String topic);

    /**
     * All nodes in the order in which they serve a room: its relay, then its standbys. When the first dies, all others
     * see the old second first. Nodes that are about to leave come last.
     */
    List<NodeId> ranking(RoomId room);

    /** Where a node serves a room, or would if the room were its own; null where the node is not in the cluster. */
    Home on(NodeId node, RoomId room);

    /** Where this node serves an account, or would if the account were its own. */
    Home here(AccountId account);

    /** This placement as it is now, whatever becomes of the members. */
    Placement now();

    /** All homes there are in the cluster. */
    List<Home> all();

    /** The homes on this node: what it deploys verticles for. Never changes while it runs. */
    List<Home> here();
}
