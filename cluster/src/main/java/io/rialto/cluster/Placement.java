package io.rialto.cluster;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;

/**
 * Where rooms and accounts are served. Every node computes the same answer from the same member list; placement makes
 * things fast, never right: the database serialises (docs/architecture.md). Safe on any thread.
 */
public interface Placement {
    /** The home of a room. */
    Home of(RoomId room);

    /** The home of an account: its sessions, presence. */
    Home of(AccountId account);

    /** The home of a channel, by its topic. */
    Home ofTopic(String topic);

    /** All homes there are. */
    List<Home> all();
}
