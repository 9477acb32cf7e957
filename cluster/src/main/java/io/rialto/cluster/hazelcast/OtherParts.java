package io.rialto.cluster.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.JoinMessage;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage.SplitBrainMergeCheckResult;
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
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other parts of a cluster after a split, as the master of one part sees them: which of them it merges with, and how it
 * gets in there. Hazelcast's own joiners merge with the first part they meet: where three parts find one another at once, the
 * second may be frozen, because it is about to merge with the first, when the third asks to be let in, and Hazelcast then
 * ends the third one's membership for good. Here all parts are asked, and only the one is merged with that all others merge
 * with as well: the largest, and of equal ones that of the smallest address, which is the order that Hazelcast itself has for
 * two. Blocks, on Hazelcast's threads.
 */
final class OtherParts {
    /** With whom to merge, while this part has not changed since. */
    record Merge(Address target, int ownVersion) {}

    private static final Logger LOG = LoggerFactory.getLogger(OtherParts.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long RECONNECT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_MILLIS = 1000;
    private static final Comparator<JoinMessage> FIRST_TO_LAST = Comparator.comparing(JoinMessage::getDataMemberCount)
            .reversed()
            .thenComparing(part ->
                    "[" + part.getAddress().getHost() + "]:" + part.getAddress().getPort());

    private final Node node;
    private final ClusterServiceImpl cluster;
    private final long patienceNanos;
    private final long entryNanos;

    OtherParts(Node node) {
        this.node = node;
        this.cluster = node.getClusterService();
        this.patienceNanos = node.getProperties().getNanos(ClusterProperty.MERGE_NEXT_RUN_DELAY_SECONDS);
        this.entryNanos = node.getProperties().getNanos(ClusterProperty.MAX_JOIN_MERGE_TARGET_SECONDS);
    }

    /**
     * Whom to merge with, of the parts that are found at these addresses. Each part that asks this one may have raised the
     * version of this one's list of members, by which Hazelcast knows which part goes on; then all are asked again at once.
     */
    Optional<Merge> first(Collection<Address> addresses) {
        long begun = System.nanoTime();
        if (addresses.isEmpty() || !isAtRest(begun + patienceNanos)) {
            return Optional.empty();
        }
        List<Address> reachable = reachable(addresses, System.nanoTime() + patienceNanos / 2);
        long deadline = System.nanoTime() + patienceNanos;
        while (true) {
            SplitBrainJoinMessage own = node.createSplitBrainJoinMessage();
            Optional<Address> target = first(reachable, own, deadline);
            if (target.isEmpty() || System.nanoTime() >= deadline || isCurrent(own)) {
                return target.map(address -> merge(address, own));
            }
        }
    }

    /**
     * Gets this node into the part that it merges with. A node that is not let in goes on alone, and looks again: it does not
     * ask any other part, which might be frozen.
     *
     * @param wanted whether this node has not joined yet, and still wants to
     */
    void enter(Address target, BooleanSupplier wanted) {
        long now = System.nanoTime();
        long deadline = now + entryNanos;
        long reached = now;
        ServerConnectionManager connections = connections();
        try {
            while (wanted.getAsBoolean() && now < deadline && now - reached < patienceNanos) {
                if (connections.getOrConnect(target, true) == null) {
                    LockSupport.parkNanos(RECONNECT_NANOS);
                } else {
                    reached = now;
                    cluster.getClusterJoinManager().sendJoinRequest(target);
                    cluster.blockOnJoin(RETRY_MILLIS);
                }
                now = System.nanoTime();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (wanted.getAsBoolean()) {
            LOG.warn("the part of {} has not let this node in; it goes on alone and looks again", target);
            cluster.getClusterJoinManager().setThisMemberAsMaster();
        }
    }

    private static Merge merge(Address target, SplitBrainJoinMessage own) {
        LOG.info("this part of the cluster merges with that of {}", target);
        return new Merge(target, own.getMemberListVersion());
    }

    private boolean isCurrent(SplitBrainJoinMessage own) {
        return own.getMemberListVersion() == cluster.getMemberListVersion();
    }

    /** Whether nothing is handed over between members before the deadline, for as long as which no part can be frozen. */
    private boolean isAtRest(long deadline) {
        while (node.getPartitionService().hasOnGoingMigrationLocal()) {
            if (System.nanoTime() >= deadline) {
                LOG.debug("the members of this part hand over what others had; it looks for other parts later");
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private Optional<Address> first(List<Address> addresses, SplitBrainJoinMessage own, long deadline) {
        List<Future<SplitBrainJoinMessage>> asked =
                addresses.stream().map(address -> ask(address, own)).toList();
        return asked.stream()
                .flatMap(answer -> answer(answer, deadline).stream())
                .filter(this::goesFirst)
                .min(FIRST_TO_LAST)
                .map(JoinMessage::getAddress);
    }

    private boolean goesFirst(SplitBrainJoinMessage part) {
        return cluster.getClusterJoinManager().shouldMerge(part) == SplitBrainMergeCheckResult.LOCAL_NODE_SHOULD_MERGE;
    }

    /** Those that there is a connection to before the deadline. */
    private List<Address> reachable(Collection<Address> addresses, long deadline) {
        ServerConnectionManager connections = connections();
        addresses.forEach(address -> connections.getOrConnect(address, true));
        while (System.nanoTime() < deadline
                && addresses.stream().anyMatch(address -> connections.get(address) == null)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return addresses.stream()
                .filter(address -> connections.get(address) != null)
                .toList();
    }

    private ServerConnectionManager connections() {
        return node.getServer().getConnectionManager(EndpointQualifier.MEMBER);
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
