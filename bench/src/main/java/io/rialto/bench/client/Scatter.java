package io.rialto.bench.client;

import io.rialto.bench.client.Publisher.Pledge;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Traffic;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Many subscriptions to a topic each, spread over always as many connections; one publisher, who takes each topic once,
 * then topics at random. MQTT, QoS 0. Confined to the thread that uses it.
 */
public final class Scatter implements AutoCloseable {
    /** However many subscriptions there are: what goes to few sockets goes in fewer writes, which is no matter of matching. */
    private static final int CONNECTIONS = 1000;

    private static final String PREFIX = "bench/scatter/";
    private static final double SECOND = 1e9;
    private static final long WAIT = 20_000_000;

    private final LoadLoop loop = new LoadLoop();
    private final Tally tally = new Tally();
    private final Crowd crowd = new Crowd(loop, tally);
    private final Traffic traffic;
    private final int topics;

    /** Connects all of them; back when all subscriptions are taken. */
    public Scatter(Traffic traffic, Doors server, int subscriptions) {
        this.traffic = traffic;
        this.topics = subscriptions;
        Gathering gathering = new Gathering(loop, tally);
        InetSocketAddress address = server.door(Door.MQTT);
        MqttPackets packets = new MqttPackets(traffic.version());
        Flow flow = new Flow(1);
        for (int connection = 0; connection < Math.min(CONNECTIONS, subscriptions); connection++) {
            List<String> filters = new ArrayList<>();
            for (int i = connection; i < subscriptions; i += CONNECTIONS) {
                filters.add(PREFIX + (Shape.FIRST_ID + i));
            }
            byte[] connect = packets.connect("bench-s" + connection);
            MqttWire wire = new MqttWire(packets, connect, packets.subscribe(filters, 0), traffic.size());
            gathering.connect(new Seat(address, wire), new Unordered(flow));
        }
        gathering.awaitAll("subscribers");
        Publisher publisher =
                new Publisher(tally, flow, packets.publishNumbered(PREFIX, traffic.size()), 0, Pledge.DELIVERED);
        publisher.uses(
                gathering.connect(new Seat(address, new Chooser(packets, traffic.size(), subscriptions)), publisher));
        gathering.awaitAll("the publisher");
        crowd.publishers().add(publisher);
    }

    /** Publishes to every topic once: the first message to one makes its channel, which the others find. */
    public void everywhere() {
        while (tally.published < topics && tally.lost == 0) {
            closedLoop(1);
        }
    }

    /** Keeps the window of messages under way. */
    public void closedLoop(double seconds) {
        new ClosedLoop(loop, crowd, tally, traffic.window()).run((long) (seconds * SECOND));
    }

    /** Waits for what is under way. */
    public void drain(double seconds) {
        long end = loop.tick() + (long) (seconds * SECOND);
        while (tally.delivered < tally.published && loop.tick() < end) {
            loop.turn(WAIT);
        }
    }

    /** From now on latencies count (those before are forgotten), or do not. */
    public void record(boolean wanted) {
        tally.record(wanted);
    }

    /** What was counted so far. */
    public Counts counts() {
        return tally.counts(loop.reads());
    }

    /** From sending to arrival. */
    public Latency latency() {
        return tally.deliveryLatency();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Numbers are topics here: each once, then at random. */
    private static final class Chooser implements Wire {
        private final SplittableRandom random = new SplittableRandom(1);
        private final MqttWire wire;
        private final int topics;
        private int begun;

        Chooser(MqttPackets packets, int size, int topics) {
            this.wire = new MqttWire(packets, packets.connect("bench-p"), null, size);
            this.topics = topics;
        }

        @Override
        public void opened(Link link) {
            wire.opened(link);
        }

        @Override
        public long take(Link link, ByteBuffer in, int at, int end) {
            return wire.take(link, in, at, end);
        }

        @Override
        public int nextId() {
            return begun < topics ? begun++ : random.nextInt(topics);
        }
    }

    /** One of many who share one publisher's sequence: holes in it mean nothing. */
    private final class Unordered extends Bystander {
        private final Flow flow;

        Unordered(Flow flow) {
            super(tally);
            this.flow = flow;
        }

        @Override
        public void delivered(long ageNanos, int publisher, long sequence) {
            tally.delivered(ageNanos);
            flow.accounted(1);
        }

        @Override
        public void lost(String why) {
            tally.lost++;
            tally.lastLoss = why;
        }
    }
}
