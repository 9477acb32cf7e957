package io.rialto.spread;

import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Run;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What leaves while the nodes of a cluster do not see the same members: others may take this one for the home of a topic
 * before it sees all of them. Whom it sees a moment later gets what has left meanwhile, before anything else. Bounded by
 * bytes, the oldest go first. Safe on any thread.
 */
final class Unseen {
    /** {@code seen} are those that had it, or did not want it. */
    private record Left(Run run, Set<NodeId> seen) {}

    private final Outlet outlet;
    private final long maxBytes;
    private final Deque<Left> left = new ArrayDeque<>();
    private final LongAdder dropped = new LongAdder();
    private Set<NodeId> seen = Set.of();
    private long bytes;
    private volatile boolean open = true;

    Unseen(Outlet outlet, long maxBytes) {
        this.outlet = outlet;
        this.maxBytes = maxBytes;
    }

    /** Whether somebody may come who should have had what leaves now. */
    boolean isOpen() {
        return open;
    }

    /** The members have changed: these are there now. */
    synchronized void changed(Collection<NodeId> others) {
        open = true;
        greet(others);
    }

    /** All see the same members. */
    synchronized void settled() {
        open = false;
        left.clear();
        bytes = 0;
    }

    /** Sends runs, which stay the caller's, to those who want them among the nodes that are there. */
    synchronized void send(Collection<NodeId> others, List<Run> runs, Supplier<Map<NodeId, List<Run>>> wanted) {
        greet(others);
        wanted.get().forEach((node, some) -> {
            if (seen.contains(node)) {
                outlet.send(node, some); // who has come since gets it later
            }
        });
        if (open) {
            runs.forEach(this::keep);
        }
    }

    /** Frames that were dropped here, which whoever comes does not get. */
    long dropped() {
        return dropped.sum();
    }

    private void greet(Collection<NodeId> others) {
        if (seen.size() == others.size() && seen.containsAll(others)) {
            return;
        }
        Set<NodeId> now = new HashSet<>(others);
        for (NodeId node : now) {
            if (!seen.contains(node)) {
                List<Run> missed = left.stream()
                        .filter(one -> !one.seen().contains(node))
                        .map(Left::run)
                        .toList();
                if (!missed.isEmpty()) {
                    outlet.send(node, missed);
                }
            }
        }
        seen = now;
    }

    /** Its frames only: what doors have encoded of them is not needed here. */
    private void keep(Run sent) {
        Run run = new Run(sent.topic(), sent.epoch(), sent.frames());
        left.add(new Left(run, seen));
        bytes += Portions.weight(run);
        while (bytes > maxBytes) {
            Run oldest = left.remove().run();
            bytes -= Portions.weight(oldest);
            dropped.add(oldest.frames().size());
        }
    }
}
