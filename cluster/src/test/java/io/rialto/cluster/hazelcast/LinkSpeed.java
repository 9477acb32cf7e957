package io.rialto.cluster.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.Clustered;
import io.rialto.cluster.testing.MeshHands;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What a frame between two nodes costs, both ends together, by link and event bus as the launcher builds them. No gate: its
 * name keeps it out of the build; {@code -Dtest=LinkSpeed} runs it, without the leak detection of tests
 * ({@code -Dtest.jvm=-Xmx1g}).
 */
final class LinkSpeed {
    private static final long SECONDS = Long.getLong("rialto.link.seconds", 4);
    private static final int ROUNDS = Integer.getInteger("rialto.link.rounds", 3);
    private static final List<Integer> SIZES = List.of(100, 1024, 65_536);
    private static final Service SERVICE = new Service(1);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicLong taken = new AtomicLong();
    private final Semaphore drained = new Semaphore(0);

    @Test
    void framesOfThreeSizes() throws InterruptedException {
        List<WholeNode> two = Clustered.start(2, MeshHands.CREDENTIALS).stream()
                .map(node -> WholeNode.of(node, 1))
                .toList();
        WholeNode from = two.get(0);
        WholeNode to = two.get(1);
        to.mesh().receive(SERVICE, arrival -> {
            taken.incrementAndGet();
            arrival.taken();
        });
        from.mesh().listen(new LinkListener() {
            @Override
            public void up(Member peer) {}

            @Override
            public void down(Member peer) {}

            @Override
            public void drained(NodeId peer, TrafficClass traffic) {
                drained.release();
            }
        });
        two.forEach(node -> Await.await(node.mesh().start()));
        Await.until(() -> from.live().size() == 2 && to.live().size() == 2);

        for (int round = 0; round <= ROUNDS; round++) { // the first warms up
            for (int size : SIZES) {
                measure(round, size, from, to.id());
            }
        }
        two.forEach(WholeNode::close);
    }

    private void measure(int round, int size, WholeNode from, NodeId to) throws InterruptedException {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(size).writeZero(size);
        long before = taken.get();
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(SECONDS);
        long sent = 0;
        while (System.nanoTime() < end) {
            ByteBuf one = frame.retainedSlice();
            LinkOutcome outcome = from.mesh().send(to, SERVICE, TrafficClass.MESSAGE, one);
            if (outcome == LinkOutcome.SENT) {
                sent++;
            } else {
                one.release();
                assertThat(outcome).isEqualTo(LinkOutcome.FULL);
                assertThat(drained.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        long all = before + sent;
        Await.until(() -> taken.get() == all);
        double seconds = (System.nanoTime() - start) / 1e9;
        double spent = (PROCESS.getProcessCpuTime() - cpu) / 1e3;
        frame.release();
        System.out.printf(
                "link speed: round %d, %d B: %.0f frames/s, %.1f MiB/s, %.2f CPU µs a frame, both ends%n",
                round, size, sent / seconds, sent / seconds * size / (1 << 20), spent / sent);
    }
}
