package io.rialto.cluster.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.link.Listed;
import io.rialto.cluster.link.Roster;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who Hazelcast lists, by the attributes that each member brings. Told on Hazelcast's threads, asked on any. */
final class HazelcastRoster implements Roster {
    static final String NODE = "rialto.node";
    static final String HOST = "rialto.link.host";
    static final String PORT = "rialto.link.port";

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastRoster.class);

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

    /** Hazelcast lists members in the order in which they joined, so the last of a name stays. */
    @Override
    public List<Listed> others() {
        if (!hazelcast().getLifecycleService().isRunning()) {
            return List.of();
        }
        Map<NodeId, Listed> last = new LinkedHashMap<>();
        for (Member member : hazelcast().getCluster().getMembers()) {
            if (!member.localMember() && member.getAttribute(NODE) != null) {
                Listed listed = listed(member);
                last.put(listed.node(), listed);
            }
        }
        if (last.remove(self) != null) {
            LOG.warn(
                    "another member calls itself {} too: node.number must be unique, unless it was this node's "
                            + "crash a moment ago",
                    self);
        }
        return List.copyOf(last.values());
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
