package io.rialto.cluster;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Where a topic is served, among three nodes: with few topics from memory, with many computed anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlacementBenchmark {
    private static final int ASKED = 1 << 16;

    /** Different topics. */
    @Param({"1000", "1000000"})
    public int topics;

    private final RendezvousPlacement placement = new RendezvousPlacement(new Three());
    private final String[] asked = new String[ASKED];
    private int next;

    /** Names the topics. */
    @Setup
    public void name() {
        Random random = new Random(1);
        for (int i = 0; i < ASKED; i++) {
            asked[i] = "site/device/" + random.nextInt(topics);
        }
    }

    /** The home of a topic. */
    @Benchmark
    public Home home() {
        return placement.ofTopic(asked[next++ & (ASKED - 1)]);
    }

    /** Three nodes of two loops. */
    private static final class Three implements Members {
        private final List<Member> live = IntStream.range(0, 3)
                .mapToObj(i -> new Member(new NodeId("node-" + i), 1, 2, "", 0, false))
                .toList();

        @Override
        public Member self() {
            return live.get(0);
        }

        @Override
        public List<Member> live() {
            return live;
        }

        @Override
        public void drain() {
            throw new UnsupportedOperationException("nobody leaves");
        }

        @Override
        public void listen(Consumer<List<Member>> listener) {
            // nothing changes
        }
    }
}
