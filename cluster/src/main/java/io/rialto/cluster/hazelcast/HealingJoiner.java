package io.rialto.cluster.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.InitialMembershipEvent;
import com.hazelcast.cluster.InitialMembershipListener;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;

/**
 * Joins a cluster by a list of addresses, and looks for its {@link OtherParts} after a split: at these addresses, and where
 * members have been, of which Hazelcast tells none but its own joiner. Runs on Hazelcast's threads.
 */
final class HealingJoiner extends TcpIpJoiner implements InitialMembershipListener {
    private final OtherParts parts;

    HealingJoiner(Node node) {
        super(node);
        this.parts = new OtherParts(node);
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
        parts.first(getFilteredPossibleAddresses())
                .ifPresent(merge -> startClusterMerge(merge.target(), merge.ownVersion()));
    }

    @Override
    public void init(InitialMembershipEvent event) {
        event.getMembers().forEach(this::onMemberAdded);
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        onMemberAdded(event.getMember());
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        onMemberRemoved(event.getMember());
    }
}
