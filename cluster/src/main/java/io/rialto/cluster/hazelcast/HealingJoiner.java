package io.rialto.cluster.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.JoinMessage;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage.SplitBrainMergeCheckResult;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.cluster.impl.operations.SplitBrainMergeValidationOp;
import com.hazelcast.internal.server.ServerConnectionManager;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a cluster by a list of addresses, and looks for its other parts after a split. Hazelcast's own joiner merges with
 * the first part it meets: where three parts find one another at once, the second may be frozen, because it is about to
 * merge with the first, when the third asks to be let in, and Hazelcast then ends the third one's process of membership for
 * good. This one asks all parts, and merges only with the one that all others merge with as well: the largest, and of equal
 * ones that of the smallest address, which is the order that Hazelcast itself has for two. Runs on Hazelcast's threads.
 */
final class HealingJoiner extends TcpIpJoiner {
    private static final Logger LOG = LoggerFactory.getLogger(HealingJoiner.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Comparator<JoinMessage> FIRST_TO_LAST = Comparator.comparing(JoinMessage::getDataMemberCount)
            .reversed()
            .thenComparing(part ->
                    "[" + part.getAddress().getHost() + "]:" + part.getAddress().getPort());

    private final long patienceNanos;

    HealingJoiner(Node node) {
        super(node);
        this.patienceNanos = node.getProperties().getNanos(ClusterProperty.MERGE_NEXT_RUN_DELAY_SECONDS);
    }

    @Override
    public void searchForOtherClusters() {
        SplitBrainJoinMessage own = node.createSplitBrainJoinMessage();
        long deadline = System.nanoTime() + patienceNanos;
        List<Future<SplitBrainJoinMessage>> asked = reachable(getFilteredPossibleAddresses(), deadline).stream()
                .map(address -> ask(address, own))
                .toList();
        asked.stream()
                .flatMap(answer -> answer(answer, deadline).stream())
                .filter(this::goesFirst)
                .min(FIRST_TO_LAST)
                .ifPresent(part -> merge(part, own));
    }

    private void merge(SplitBrainJoinMessage part, SplitBrainJoinMessage own) {
        LOG.info("this part of the cluster merges with that of {}", part.getAddress());
        setTargetAddress(part.getAddress());
        startClusterMerge(part.getAddress(), own.getMemberListVersion());
    }

    private boolean goesFirst(SplitBrainJoinMessage part) {
        return clusterService.getClusterJoinManager().shouldMerge(part)
                == SplitBrainMergeCheckResult.LOCAL_NODE_SHOULD_MERGE;
    }

    /** Those that there is a connection to before the deadline. */
    private List<Address> reachable(Collection<Address> addresses, long deadline) {
        ServerConnectionManager connections = node.getServer().getConnectionManager(EndpointQualifier.MEMBER);
        addresses.forEach(address -> connections.getOrConnect(address, true));
        while (System.nanoTime() < deadline
                && addresses.stream().anyMatch(address -> connections.get(address) == null)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return addresses.stream()
                .filter(address -> connections.get(address) != null)
                .toList();
    }

    private Future<SplitBrainJoinMessage> ask(Address address, SplitBrainJoinMessage own) {
        return node.getNodeEngine()
                .getOperationService()
                .createInvocationBuilder(ClusterServiceImpl.SERVICE_NAME, new SplitBrainMergeValidationOp(own), address)
                .setTryCount(1)
                .invoke();
    }

    /** What a part says of itself; nothing if it is not to be merged with, or has not answered in time. */
    private static Optional<SplitBrainJoinMessage> answer(Future<SplitBrainJoinMessage> asked, long deadline) {
        try {
            long left = Math.max(LOOK_NANOS, deadline - System.nanoTime());
            return Optional.ofNullable(asked.get(left, TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException failed) {
            LOG.debug("another part of the cluster does not say whether to merge", failed);
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
