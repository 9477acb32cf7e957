package io.rialto.launcher;

import io.rialto.bus.Neighbours;
import io.rialto.bus.Nobody;
import io.rialto.cluster.ClusterPicture;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.post.LiveSessions;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A node without a cluster; loads nothing of Hazelcast. */
record Alone(Placement placement, Neighbours neighbours) implements Surroundings {
    /** This node with so many shards. */
    static Alone of(NodeId self, int shards) {
        return new Alone(new LocalPlacement(self, shards), new Nobody(self));
    }

    @Override
    public List<Member> members() {
        return List.of();
    }

    @Override
    public Future<Void> open(LiveSessions live, Runnable homesMoved) {
        return Future.succeededFuture();
    }

    @Override
    public void drain() {
        // Nobody is there to be told.
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    @Override
    public Optional<ClusterPicture> picture() {
        return Optional.empty();
    }
}
