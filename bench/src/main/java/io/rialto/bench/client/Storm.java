package io.rialto.bench.client;

import io.rialto.bench.scenario.Door;
import java.net.InetSocketAddress;
import java.util.List;

/** Connections of guests that say nothing once they are ready. Confined to the thread that uses it. */
public final class Storm implements AutoCloseable {
    private static final double SECOND = 1e9;
    private static final long WAIT = 20_000_000;

    private final Door door;
    private final InetSocketAddress server;
    private final LoadLoop loop = new LoadLoop();
    private final Tally tally = new Tally();
    private final Arrivals arrivals = new Arrivals(loop, tally);
    private final Gathering gathering = new Gathering(loop, tally);
    private final MqttPackets packets = new MqttPackets(4);
    private double seconds;
    private int connected;

    /** Through this door. */
    public Storm(Door door, Doors server) {
        this.door = door;
        this.server = server.door(door);
    }

    /** Makes so many, a few at a time; back when all are ready. */
    public void connect(int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            gathering.connect(new Seat(server, wire(connected++)), arrivals.one());
        }
        gathering.awaitAll("connections");
        seconds = (System.nanoTime() - start) / SECOND;
    }

    /** Answers what the server asks for so long. */
    public void hold(double holdSeconds) {
        long end = loop.tick() + (long) (holdSeconds * SECOND);
        while (loop.tick() < end) {
            loop.turn(WAIT);
        }
    }

    /** How long the last {@link #connect} took. */
    public double seconds() {
        return seconds;
    }

    /** From the beginning of a connection until it is ready. */
    public Latency latency() {
        return arrivals.latency();
    }

    /** How many were lost. */
    public long lost() {
        return tally.lost;
    }

    private Wire wire(int number) {
        return switch (door) {
            case MQTT -> new MqttWire(packets, packets.connect("bench-c" + number), null, 0);
            case WEBSOCKET -> new NativeWire(server, List.of(NativeMessages.guest()));
            case BIGBINARY -> new BigBinaryWire(List.of(BigBinaryFrames.guest()));
            case NATS -> new NatsWire(null);
            case TIM -> throw new IllegalArgumentException("TIM knows no guests");
        };
    }

    @Override
    public void close() {
        loop.close();
    }
}
