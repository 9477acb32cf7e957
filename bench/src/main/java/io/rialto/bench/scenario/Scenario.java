package io.rialto.bench.scenario;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing to be measured.
 *
 * @param name its file's name without the ending
 * @param title one line for people
 * @param kind what it does
 * @param traffic its messages
 * @param cells of a matrix the messages of each of its cells, else those alone
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
        List<Traffic> cells,
        Map<String, Integer> numbers,
        boolean peer,
        Storage storage,
        Map<String, String> settings) {
    private static final int MQTT5 = 5;

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
        Traffic.require(
                kind != Kind.SHARE || (traffic.door() == Door.MQTT && traffic.version() == MQTT5),
                "channels are shared by MQTT 5, which a peer needs for it");
        Traffic.require(numbers.values().stream().allMatch(number -> number > 0), "numbers are positive");
        Traffic.require(kind == Kind.MATRIX || cells.size() == 1, "lists are for the kind matrix");
        cells = List.copyOf(cells);
        numbers = Map.copyOf(numbers);
        settings = Map.copyOf(settings);
    }

    /** One that has no cells. */
    public Scenario(
            String name,
            String title,
            Kind kind,
            Traffic traffic,
            Map<String, Integer> numbers,
            boolean peer,
            Storage storage,
            Map<String, String> settings) {
        this(name, title, kind, traffic, List.of(traffic), numbers, peer, storage, settings);
    }

    /** One cell of it alone. */
    public Scenario cell(Traffic cell) {
        return new Scenario(name, title, kind, cell, List.of(cell), numbers, peer, storage, settings);
    }

    /** The same with some of its numbers changed; those it does not have are none of its own. */
    public Scenario with(Map<String, Integer> others) {
        Map<String, Integer> all = new TreeMap<>(numbers);
        others.forEach(all::replace);
        return new Scenario(name, title, kind, traffic, cells, all, peer, storage, settings);
    }

    /** One of the kind's own numbers. */
    public int number(String key) {
        return numbers.get(key);
    }

    /** How many connections must hear each message. */
    public int audience() {
        return kind.paired() || kind == Kind.SHARE ? 1 : traffic.subscribers();
    }

    /** Connections that listen, all in all. */
    public int listeners() {
        return kind.paired() ? traffic.publishers() : traffic.subscribers();
    }
}
