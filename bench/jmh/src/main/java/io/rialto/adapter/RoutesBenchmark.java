package io.rialto.adapter;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to find whom a topic goes to, as the number of subscriptions grows: topics in no order, so that nothing
 * of the million is in a cache. The topic's hash is known, as it is of a topic that a client publishes to again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutesBenchmark {
    private static final int ASKED = 1 << 16;
    private static final int CACHE = 20_000;

    /** Subscriptions, each to a topic of its own. */
    @Param({"1000", "10000", "100000", "1000000"})
    public int subscriptions;

    /** Whether somebody also has a subscription with a wildcard, to other topics. */
    @Param({"false", "true"})
    public boolean wildcard;

    private final Routes routes = new Routes(CACHE);
    private final Interest interest = new Interest();
    private final String[] topics = new String[ASKED];
    private int next;

    /** Subscribes everybody. */
    @Setup
    public void subscribe() {
        for (int i = 0; i < subscriptions; i++) {
            routes.add(topic(i), new Silent());
            interest.add(topic(i), 0);
        }
        if (wildcard) {
            routes.add("other/+/x", new Silent());
            interest.add("other/+/x", 0);
        }
        Random random = new Random(1);
        for (int i = 0; i < ASKED; i++) {
            topics[i] = topic(random.nextInt(subscriptions));
            topics[i].hashCode();
        }
    }

    /** Whom a topic goes to on a loop. */
    @Benchmark
    public Subscriber[] route() {
        return routes.of(topics[next++ & (ASKED - 1)]);
    }

    /** Whether a topic reaches anybody of the node. */
    @Benchmark
    public boolean reach() {
        return interest.includes(topics[next++ & (ASKED - 1)]);
    }

    private static String topic(int i) {
        return "site/" + i % 100 + "/device/" + i;
    }

    /** A subscriber that does nothing. */
    private static final class Silent implements Subscriber {
        @Override
        public void offer(Run run) {
            // nobody is there
        }

        @Override
        public void missed(Gap gap) {
            // nobody is there
        }

        @Override
        public Object owner() {
            return this;
        }

        @Override
        public Subscriber merge(Subscriber other) {
            return this;
        }
    }
}
