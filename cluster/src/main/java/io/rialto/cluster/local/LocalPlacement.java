package io.rialto.cluster.local;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;

/** The placement of a cluster of one: everything is here, spread over the shards by hash. Immutable. */
public final class LocalPlacement implements Placement {
    private final Home[] homes;

    /** This node with so many shards. */
    public LocalPlacement(NodeId node, int shards) {
        homes = new Home[shards];
        for (int shard = 0; shard < shards; shard++) {
            homes[shard] = new Home(node, shard);
        }
    }

    @Override
    public Home of(RoomId room) {
        return at(room.value().hashCode());
    }

    @Override
    public Home of(AccountId account) {
        return at(account.value().hashCode());
    }

    @Override
    public Home standby(AccountId account) {
        return null;
    }

    @Override
    public Home ofTopic(String topic) {
        return at(topic.hashCode());
    }

    @Override
    public List<NodeId> ranking(RoomId room) {
        return List.of(homes[0].node());
    }

    @Override
    public Home on(NodeId node, RoomId room) {
        return node.equals(homes[0].node()) ? of(room) : null;
    }

    @Override
    public Home here(AccountId account) {
        return of(account);
    }

    @Override
    public Placement now() {
        return this;
    }

    @Override
    public List<Home> all() {
        return List.of(homes);
    }

    @Override
    public List<Home> here() {
        return List.of(homes);
    }

    private Home at(int hash) {
        return homes[Math.floorMod(hash ^ (hash >>> 16), homes.length)];
    }
}
