package io.rialto.bench.client;

import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Traffic;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Retained values of many topics: one client sets them, with QoS 1, others ask for all of them with one wildcard. MQTT.
 * Confined to the thread that uses it.
 */
public final class Shelf {
    private static final String TOPICS = "bench/shelf/";
    private static final int IN_A_ROW = 1000;
    /** A kernel that keeps much for one who does not read would hide it from the server. */
    private static final int SMALL_BUFFER = 4096;

    private static final long WAIT = 20_000_000;
    private static final long QUIET = 10_000_000_000L;
    private static final double SECOND = 1e9;

    private final Traffic traffic;
    private final InetSocketAddress address;
    private final MqttPackets packets;
    private final int topics;

    /**
     * So many topics at this server.
     *
     * @param traffic how large a value is, how many are under way while they are set
     */
    public Shelf(Traffic traffic, Doors server, int topics) {
        this.traffic = traffic;
        this.address = server.door(Door.MQTT);
        this.packets = new MqttPackets(traffic.version());
        this.topics = topics;
    }

    /** Sets a value of every topic; back when all are acknowledged, with the seconds that took. */
    public double fill() {
        Tally tally = new Tally();
        try (LoadLoop loop = new LoadLoop()) {
            Gathering gathering = new Gathering(loop, tally);
            MqttWire wire = new MqttWire(packets, packets.connect("bench-filler"), null, traffic.size());
            Link link = gathering.connect(new Seat(address, wire), new Asker(tally));
            gathering.awaitAll("who sets the values");
            long start = loop.tick();
            int sent = 0;
            Stall stall = new Stall(loop.now());
            while (tally.answered < topics) {
                while (sent < topics && sent - tally.answered < traffic.window()) {
                    link.out().append(retained(sent++, link.wire().nextId(), loop.now()));
                }
                loop.turn(WAIT);
                if (tally.refused + tally.lost > 0 || stall.isOver(tally.answered, loop.tick())) {
                    throw new LoadFailure("only " + tally.answered + " of " + topics + " values were taken "
                            + tally.lastLoss + " " + tally.lastRefusal);
                }
            }
            return (loop.tick() - start) / SECOND;
        }
    }

    private byte[] retained(int topic, int id, long now) {
        byte[] payload = Shape.payload(traffic.size());
        Stamp.put(payload, 0, now, topic, 0);
        return packets.retained(TOPICS + topic / IN_A_ROW + "/" + topic % IN_A_ROW, id, payload);
    }

    /** Asks for all of them, while so many others have asked for the same and read nothing; back when nothing more comes. */
    public Answer ask(int slow) {
        Tally tally = new Tally();
        try (LoadLoop loop = new LoadLoop()) {
            Gathering gathering = new Gathering(loop, tally);
            List<Link> others = new ArrayList<>();
            for (int i = 0; i < slow; i++) {
                others.add(gathering.connect(seat("bench-slow" + i), new Bystander(tally), SMALL_BUFFER));
            }
            gathering.awaitAll("those who do not read");
            others.forEach(Link::stopReading);
            Asker asker = new Asker(tally);
            long start = loop.tick();
            gathering.connect(seat("bench-asker"), asker);
            Stall stall = new Stall(start);
            while (tally.delivered < topics && tally.lost == 0 && !stall.isOver(tally.delivered, loop.tick())) {
                loop.turn(WAIT);
            }
            return new Answer((loop.tick() - start) / SECOND, tally.delivered, topics - tally.delivered, wrong(tally));
        }
    }

    private static long wrong(Tally tally) {
        return tally.duplicates + tally.strange + tally.lost;
    }

    private Seat seat(String client) {
        byte[] subscribe = packets.subscribe(TOPICS + "#", 0);
        return new Seat(address, new MqttWire(packets, packets.connect(client), subscribe, traffic.size()));
    }

    /**
     * What came.
     *
     * @param seconds from the beginning of the connection to the last value
     * @param values how many different ones came
     * @param missing how many did not
     * @param wrong how many came again or were none of these, connections lost
     */
    public record Answer(double seconds, long values, long missing, long wrong) {}

    /** Takes each value once. */
    private final class Asker extends Bystander {
        private final Tally tally;
        private final BitSet seen = new BitSet();

        Asker(Tally tally) {
            super(tally);
            this.tally = tally;
        }

        @Override
        public void answered(int code) {
            tally.answered(code);
        }

        @Override
        public void delivered(long ageNanos, int publisher, long topic) {
            if (topic >= topics) {
                tally.strange++;
            } else if (seen.get((int) topic)) {
                tally.duplicates++;
            } else {
                seen.set((int) topic);
                tally.delivered++;
            }
        }

        @Override
        public void strange() {
            tally.strange++;
        }

        @Override
        public void lost(String why) {
            tally.lost++;
            tally.lastLoss = why;
        }
    }

    /** Sees that nothing has moved for a while. */
    private static final class Stall {
        private long last;
        private long since;

        Stall(long now) {
            since = now;
        }

        boolean isOver(long moved, long now) {
            if (moved != last) {
                last = moved;
                since = now;
            }
            return now - since > QUIET;
        }
    }
}
