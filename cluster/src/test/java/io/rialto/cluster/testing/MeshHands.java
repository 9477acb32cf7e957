package io.rialto.cluster.testing;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeLink;
import io.rialto.cluster.link.Credentials;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.link.LinkMesh;
import io.rialto.cluster.link.Listed;
import io.rialto.cluster.link.Ways;
import io.rialto.config.Secret;
import io.vertx.core.Vertx;
import java.util.UUID;

/** A node of a mesh whose peers reach it through a {@link Wire}. */
public final class MeshHands implements LinkedNode.Hands {
    /** What the nodes of tests know; derived once, since that is slow on purpose. */
    public static final Credentials CREDENTIALS =
            Credentials.of("test", new Secret("a secret of tests, known to everybody"));

    private final Member self;
    private final Town town;
    private final Wire wire;
    private final String tag = UUID.randomUUID().toString();
    private final LinkMesh mesh;

    /** A node with these ways, not started. */
    public MeshHands(Vertx wires, Town town, Member self, LinkLimits limits, Ways ways, Credentials credentials) {
        this.self = self;
        this.town = town;
        this.wire = new Wire(wires, self.port());
        this.mesh = new LinkMesh(new LinkMesh.Parts(self, limits, credentials, town.seenBy(self.node(), tag), ways));
    }

    /** The mesh itself. */
    public LinkMesh mesh() {
        return mesh;
    }

    @Override
    public NodeLink link() {
        return mesh;
    }

    @Override
    public void start() {
        Await.await(mesh.start());
        town.enter(new Listed(self.node(), tag, "127.0.0.1", wire.lay()));
    }

    @Override
    public void kill() {
        wire.cut();
        Await.await(mesh.close());
    }

    @Override
    public void freeze() {
        wire.freeze();
    }

    @Override
    public void thaw() {
        wire.thaw();
    }

    @Override
    public void close() {
        kill();
    }
}
