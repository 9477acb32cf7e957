package io.rialto.bench.scenario;

import java.util.Map;

/**
 * One thing to be measured.
 *
 * @param name its file's name without the ending
 * @param title one line for people
 * @param kind what it does
 * @param traffic its messages
 * @param numbers the keys that only this kind has ({@link Kind#numbers()})
 * @param peer whether another broker can be given the same load
 * @param storage where the gateway keeps messages
 * @param settings settings of the gateway for it
 */
public record Scenario(
        String name,
        String title,
        Kind kind,
        Traffic traffic,
        Map<String, Integer> numbers,
        boolean peer,
        Storage storage,
        Map<String, String> settings) {
    /** Where a gateway keeps messages. */
    public enum Storage {
        /** In the file it comes with. */
        SQLITE,
        /** In a PostgreSQL that the bench starts. */
        POSTGRESQL
    }

    /** Checks what does not go together. */
    public Scenario {
        Traffic.require(!kind.durable() || traffic.door() == Door.WEBSOCKET, "durable messages go over websocket");
        Traffic.require(traffic.door() != Door.TIM || kind == Kind.ROOM || kind == Kind.STORM, "tim has no channels");
        Traffic.require(numbers.values().stream().allMatch(number -> number > 0), "numbers are positive");
        numbers = Map.copyOf(numbers);
        settings = Map.copyOf(settings);
    }

    /** One of the kind's own numbers. */
    public int number(String key) {
        return numbers.get(key);
    }

    /** How many connections must hear each message. */
    public int audience() {
        return kind.paired() ? 1 : traffic.subscribers();
    }

    /** Connections that listen, all in all. */
    public int listeners() {
        return kind.paired() ? traffic.publishers() : traffic.subscribers();
    }
}
