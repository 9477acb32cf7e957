package io.rialto.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.LinkedNeighbours;
import io.rialto.bus.Neighbours;
import io.rialto.cluster.ClusterPicture;
import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.cluster.RendezvousPlacement;
import io.rialto.cluster.bus.BusWays;
import io.rialto.cluster.hazelcast.HazelcastCluster;
import io.rialto.cluster.link.Credentials;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.link.LinkMesh;
import io.rialto.cluster.link.LinkedMembers;
import io.rialto.cluster.link.Listed;
import io.rialto.cluster.link.NameClaim;
import io.rialto.config.ClusterConfig;
import io.rialto.node.Words;
import io.rialto.post.LiveSessions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of a cluster: found by Hazelcast, spoken to over links on the clustered event bus. */
final class Cluster implements Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final long LOOK_MILLIS = 50;

    /** What a node of a cluster has before it has a store: who it is, how it is found. */
    static final class Joining {
        private final ClusterConfig config;
        private final NodeId self;
        private final Credentials credentials;
        private final HazelcastCluster hazelcast;

        Joining(ClusterConfig config, NodeId self) {
            this.config = config;
            this.self = self;
            this.credentials = Credentials.of(config.name(), config.secret());
            this.hazelcast = new HazelcastCluster(config, self, credentials);
        }

        /** The clustered Vert.x of this node. */
        Future<Vertx> vertx(VertxBuilder builder, VertxOptions options) {
            return builder.with(options.setEventBusOptions(hazelcast.eventBus()))
                    .withClusterManager(hazelcast.vertxManager())
                    .buildClustered()
                    .onSuccess(BusWays::prepare)
                    .onSuccess(hazelcast::watch);
        }

        /** Completes with why, when this node has lost its membership though nobody asked for that. */
        Future<String> ended() {
            return hazelcast.ended();
        }

        /** Done when nothing is left of a membership that was lost. */
        Future<Void> gone() {
            return hazelcast.gone();
        }

        /** Done when no other process of the cluster has this node's number. */
        Future<Void> claim(Vertx vertx) {
            return new NameClaim(
                            vertx,
                            hazelcast.roster(),
                            self,
                            config.link().peerTimeout(),
                            config.memberTimeout().multipliedBy(2))
                    .settle();
        }

        /** The cluster, not spoken to yet; {@code boot} is the number of this start. */
        Cluster cluster(Vertx vertx, long boot, int shards, MeterRegistry meters) {
            Member member =
                    new Member(self, boot, shards, config.host(), config.link().port(), false);
            Cluster cluster = new Cluster(vertx, this, member);
            cluster.neighbours.meter(meters);
            return cluster;
        }
    }

    private final Vertx vertx;
    private final Joining joining;
    private final LinkMesh mesh;
    private final Members members;
    private final Placement placement;
    private final LinkedNeighbours neighbours;

    private Cluster(Vertx vertx, Joining joining, Member self) {
        this.vertx = vertx;
        this.joining = joining;
        this.mesh = new LinkMesh(new LinkMesh.Parts(
                self,
                LinkLimits.of(joining.config.link()),
                joining.credentials,
                joining.hazelcast.roster(),
                new BusWays(vertx, self.node())));
        this.members = new LinkedMembers(mesh);
        this.placement = new RendezvousPlacement(members);
        this.neighbours = new LinkedNeighbours(members, mesh, CoreLimits.talk(joining.config.talk()));
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public Neighbours neighbours() {
        return neighbours;
    }

    @Override
    public List<Member> members() {
        return members.live();
    }

    @Override
    public Future<Void> open(LiveSessions live, Runnable homesMoved) {
        neighbours.speak(Words.of(neighbours, live));
        members.listen(now -> {
            LOG.info("members: {}", now.stream().map(Member::node).toList());
            homesMoved.run();
        });
        return mesh.start().compose(open -> linked());
    }

    @Override
    public void drain() {
        members.drain();
    }

    @Override
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        mesh.close().onComplete(done -> vertx.runOnContext(now -> closed.handle(done)));
        return closed.future();
    }

    @Override
    public Optional<ClusterPicture> picture() {
        return Optional.of(ClusterPicture.of(members, mesh));
    }

    /** Done when everybody who is listed is linked, or too late in coming. */
    private Future<Void> linked() {
        Promise<Void> linked = Promise.promise();
        long deadline = System.nanoTime() + joining.config.link().peerTimeout().toNanos();
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            boolean late = System.nanoTime() - deadline > 0;
            if (late || joining.hazelcast.roster().others().stream().allMatch(this::isLinked)) {
                vertx.cancelTimer(timer);
                if (late) {
                    LOG.warn("not all members are linked yet, going on with {}", neighbours.others());
                }
                linked.tryComplete();
            }
        });
        return linked.future();
    }

    private boolean isLinked(Listed listed) {
        return neighbours.others().contains(listed.node());
    }
}
