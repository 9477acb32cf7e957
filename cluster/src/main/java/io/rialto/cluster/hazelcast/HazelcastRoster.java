package io.rialto.cluster.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.link.Listed;
import io.rialto.cluster.link.Roster;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Collection;
import java.util.List;

/** Who Hazelcast lists, by the attributes that each member brings. Told on Hazelcast's threads, asked on any. */
final class HazelcastRoster implements Roster {
    static final String NODE = "rialto.node";
    static final String HOST = "rialto.link.host";
    static final String PORT = "rialto.link.port";

    private final NodeId self;
    private final HazelcastClusterManager clusterManager;

    HazelcastRoster(NodeId self, HazelcastClusterManager clusterManager) {
        this.self = self;
        this.clusterManager = clusterManager;
    }

    @Override
    public String tag() {
        return hazelcast().getCluster().getLocalMember().getUuid().toString();
    }

    @Override
    public List<Listed> others() {
        return members().stream()
                .filter(member -> !member.localMember() && member.getAttribute(NODE) != null)
                .map(HazelcastRoster::listed)
                .filter(listed -> !listed.node().equals(self))
                .toList();
    }

    @Override
    public List<Listed> elders() {
        return members().stream()
                .takeWhile(member -> !member.localMember())
                .filter(member -> self.value().equals(member.getAttribute(NODE)))
                .map(HazelcastRoster::listed)
                .toList();
    }

    /** In the order in which they joined. */
    private Collection<Member> members() {
        return hazelcast().getLifecycleService().isRunning()
                ? hazelcast().getCluster().getMembers()
                : List.of();
    }

    @Override
    public void onChange(Runnable changed) {
        hazelcast().getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                changed.run();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                changed.run();
            }
        });
        hazelcast().getLifecycleService().addLifecycleListener(event -> changed.run()); // after a split has healed
    }

    private HazelcastInstance hazelcast() {
        return clusterManager.getHazelcastInstance();
    }

    private static Listed listed(Member member) {
        return new Listed(
                new NodeId(member.getAttribute(NODE)),
                member.getUuid().toString(),
                member.getAttribute(HOST),
                Integer.parseInt(member.getAttribute(PORT)));
    }
}
