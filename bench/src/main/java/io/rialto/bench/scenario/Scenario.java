package io.rialto.bench.scenario;

import java.util.Map;

/**
 * One load: who talks to whom, over which door, how much.
 *
 * @param name its file's name without the ending
 * @param title one line for people
 * @param kind who talks to whom
 * @param door the protocol
 * @param qos MQTT quality of service
 * @param version MQTT protocol level: 4 is 3.1.1, 5 is 5.0
 * @param publishers those who send
 * @param subscribers those who receive what one publisher sends
 * @param size payload bytes
 * @param window messages under way in the closed loop: of all publishers in a fan-out, of each one otherwise
 * @param rate publishes per second of the open loop; 0 = half of what the closed loop reached
 * @param peer whether another broker can be given the same load
 * @param settings settings of the gateway for this load
 */
public record Scenario(
        String name,
        String title,
        Kind kind,
        Door door,
        int qos,
        int version,
        int publishers,
        int subscribers,
        int size,
        int window,
        double rate,
        boolean peer,
        Map<String, String> settings) {
    private static final int STAMP = 20;

    /** Who talks to whom. */
    public enum Kind {
        /** All publishers to one channel, all subscribers on it. */
        FANOUT,
        /** Each publisher to a channel of its own with one subscriber. */
        PAIRS,
        /** Each publisher to one account, kept. */
        DIRECT,
        /** Publishers to one group, kept. */
        GROUP;

        /** Whether messages are kept and answered when committed. */
        public boolean durable() {
            return this == DIRECT || this == GROUP;
        }
    }

    /** The protocols there are clients for. */
    public enum Door {
        /** MQTT over TCP. */
        MQTT,
        /** The native protocol over WebSocket. */
        WEBSOCKET
    }

    /** Checks the ranges. */
    public Scenario {
        require(qos >= 0 && qos <= 2, "qos is 0, 1 or 2");
        require(version == 4 || version == 5, "version is 4 or 5");
        require(publishers > 0 && publishers < 10_000, "publishers is 1 to 9999");
        require(subscribers > 0 && subscribers < 20_000, "subscribers is 1 to 19999");
        require(size >= STAMP && size <= 1 << 20, "size is 20 to 1048576");
        require(window > 0, "window is positive");
        require(rate >= 0, "rate is not negative");
        require(!kind.durable() || door == Door.WEBSOCKET, "durable messages go over websocket");
        settings = Map.copyOf(settings);
    }

    /** How many connections must hear each message. */
    public int audience() {
        return kind == Kind.PAIRS || kind == Kind.DIRECT ? 1 : subscribers;
    }

    /** Connections that listen, all in all. */
    public int listeners() {
        return kind == Kind.PAIRS || kind == Kind.DIRECT ? publishers : subscribers;
    }

    /** The same load over MQTT, for a server that has no native protocol. */
    public Scenario overMqtt() {
        return new Scenario(
                name,
                title,
                kind,
                Door.MQTT,
                qos,
                version,
                publishers,
                subscribers,
                size,
                window,
                rate,
                peer,
                settings);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
