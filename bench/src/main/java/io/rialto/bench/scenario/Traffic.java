package io.rialto.bench.scenario;

import java.util.List;

/**
 * The messages of a scenario.
 *
 * @param door the protocol of publishers, and of subscribers unless the kind says otherwise
 * @param qos MQTT quality of service
 * @param version MQTT protocol level: 4 is 3.1.1, 5 is 5.0
 * @param publishers those who send
 * @param subscribers those who receive what one publisher sends
 * @param size payload bytes
 * @param window messages under way in the closed loop: of all publishers in a fan-out, of each one otherwise
 * @param rate publishes per second of the open loop; 0 = shares of what the closed loop reached
 * @param loads those shares, in percent; each is a phase of its own
 */
public record Traffic(
        Door door,
        int qos,
        int version,
        int publishers,
        int subscribers,
        int size,
        int window,
        double rate,
        List<Integer> loads) {
    private static final int STAMP = 20;

    /** Checks the ranges. */
    public Traffic {
        require(door != Door.NATS, "door is mqtt, websocket, tim or bigbinary");
        require(qos >= 0 && qos <= 2, "qos is 0, 1 or 2");
        require(version == 4 || version == 5, "version is 4 or 5");
        require(publishers > 0 && publishers < 10_000, "publishers is 1 to 9999");
        require(subscribers > 0 && subscribers < 20_000, "subscribers is 1 to 19999");
        require(size >= STAMP && size <= 1 << 20, "size is 20 to 1048576");
        require(window > 0, "window is positive");
        require(rate >= 0, "rate is not negative");
        require(!loads.isEmpty() && loads.stream().allMatch(load -> load > 0 && load <= 100), "loads are 1 to 100");
        loads = List.copyOf(loads);
    }

    /** The same at this rate. */
    public Traffic at(double otherRate) {
        return new Traffic(door, qos, version, publishers, subscribers, size, window, otherRate, loads);
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
