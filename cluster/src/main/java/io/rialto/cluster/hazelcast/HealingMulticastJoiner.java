package io.rialto.cluster.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.MulticastJoiner;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins a cluster by multicast, and looks for its {@link OtherParts} after a split: at the addresses of all masters that have
 * told of their parts lately, as each does before it looks. Runs on Hazelcast's threads.
 */
final class HealingMulticastJoiner extends MulticastJoiner {
    private static final int MAX_PARTS = 1000; // of whatever cluster: anybody may send to the group
    private static final int RUNS = 2; // that a part is remembered for without being heard of again

    private final OtherParts parts;
    private final long memoryNanos;
    private final Map<Address, Long> heard = new ConcurrentHashMap<>();

    HealingMulticastJoiner(Node node) {
        super(node);
        this.parts = new OtherParts(node);
        this.memoryNanos = RUNS * node.getProperties().getNanos(ClusterProperty.MERGE_NEXT_RUN_DELAY_SECONDS);
        node.multicastService.addMulticastListener(this::hear);
    }

    @Override
    public void doJoin() {
        Address target = getTargetAddress();
        if (target == null) {
            super.doJoin();
        } else {
            parts.enter(target, this::shouldRetry);
        }
    }

    @Override
    public void searchForOtherClusters() {
        reset(); // of what Hazelcast's joiner would ask, which keeps all that it hears until it has asked
        node.multicastService.send(node.createSplitBrainJoinMessage());
        parts.first(others()).ifPresent(merge -> startClusterMerge(merge.target(), merge.ownVersion()));
    }

    private void hear(Object message) {
        if (message instanceof SplitBrainJoinMessage part
                && (heard.size() < MAX_PARTS || heard.containsKey(part.getAddress()))) {
            heard.put(part.getAddress(), System.nanoTime());
        }
    }

    private List<Address> others() {
        long now = System.nanoTime();
        heard.values().removeIf(at -> now - at > memoryNanos);
        return heard.keySet().stream()
                .filter(address -> clusterService.getMember(address) == null)
                .toList();
    }
}
