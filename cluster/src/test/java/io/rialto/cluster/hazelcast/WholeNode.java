package io.rialto.cluster.hazelcast;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.cluster.RendezvousPlacement;
import io.rialto.cluster.bus.BusWays;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.link.LinkMesh;
import io.rialto.cluster.link.LinkedMembers;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.Clustered;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.config.ClusterConfig;
import java.util.List;

/** A node as the launcher builds it: Hazelcast, event bus, links, placement. */
record WholeNode(Clustered.Node node, LinkMesh mesh, LinkedMembers members, Placement placement) {
    /** A node in its so many-th start, whose links are still to be started. */
    static WholeNode of(Clustered.Node node, long boot) {
        BusWays.prepare(node.vertx());
        node.cluster().watch(node.vertx());
        ClusterConfig config = node.config();
        NodeId id = new NodeId(node.hazelcast().getCluster().getLocalMember().getAttribute(HazelcastRoster.NODE));
        Member self = new Member(id, boot, 2, config.host(), config.link().port(), false);
        LinkMesh mesh = new LinkMesh(new LinkMesh.Parts(
                self,
                LinkLimits.of(config.link()),
                MeshHands.CREDENTIALS,
                node.cluster().roster(),
                new BusWays(node.vertx(), id)));
        LinkedMembers members = new LinkedMembers(mesh);
        return new WholeNode(node, mesh, members, new RendezvousPlacement(members));
    }

    NodeId id() {
        return members.self().node();
    }

    /** Whom it has links to, and itself. */
    List<NodeId> live() {
        return members.live().stream().map(Member::node).toList();
    }

    /** How many Hazelcast lists. */
    int listed() {
        return node.hazelcast().getCluster().getMembers().size();
    }

    void kill() {
        node.hazelcast().getLifecycleService().terminate();
        close();
    }

    void close() {
        Await.await(mesh.close());
        Await.await(node.vertx().close());
    }
}
