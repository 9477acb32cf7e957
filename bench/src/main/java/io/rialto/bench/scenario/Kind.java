package io.rialto.bench.scenario;

import java.util.Locale;
import java.util.Map;

/** What a scenario does: who talks to whom, or what else is measured. */
public enum Kind {
    /** All publishers to one channel, all subscribers on it. */
    FANOUT,
    /** Each publisher to a channel of its own with one subscriber. */
    PAIRS,
    /** All publishers to one channel, each message to one of a group that shares it. */
    SHARE,
    /** Each publisher to one account, kept. */
    DIRECT,
    /** Publishers to one group, kept; then a small group beside it. */
    GROUP(Map.of("small", 10)),
    /** One publisher to a virtual room whose subscribers come through all doors alike, then through each alone. */
    ROOM,
    /** A fan-out beside subscribers that stop reading, and without them. */
    SLOW(Map.of("slow", 20)),
    /** A fan-out whose subscribers are at one, then two, then three nodes of a cluster. */
    CLUSTER(Map.of("nodes", 3)),
    /** Connections one after another, on a server that has just started and on one that is warm. */
    STORM(Map.of("connections", 5_000)),
    /** Connections that say nothing: what they cost in memory. */
    IDLE(Map.of("connections", 19_000)),
    /** Members of whom some go and come again: what those who watch them are told. */
    PRESENCE(Map.of("members", 10_000, "flapping", 1_000, "watched", 20)),
    /** Small commands on a connection alone, beside a payload it sends, beside one it receives. */
    TRANSFER(Map.of("payload", 64, "piece", 32_768, "receive", 131_072)),
    /** Publishes among few subscriptions, then among many. */
    SUBSCRIPTIONS(Map.of("few", 1_000, "many", 1_000_000)),
    /** From the command to the line that says that it is ready. */
    STARTUP,
    /** A fan-out in many sizes on one server: each number of subscribers with each size of a payload. */
    MATRIX,
    /** Retained values of many topics, asked for with one wildcard, beside others who ask and do not read. */
    RETAINED(Map.of("topics", 1_000_000, "slow", 20, "heap", 256)),
    /** Kill -9 in the middle of traffic between sessions that outlive it. */
    KILLS(Map.of("kills", 100)),
    /** Sensors with wills and retained states beside phones; presence is right soon after every change. */
    FLEET(Map.of("sensors", 2_000, "phones", 5, "length", 600));

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Integer> numbers;

    Kind() {
        this(Map.of());
    }

    Kind(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    /** The keys only this kind has, with their defaults. */
    public Map<String, Integer> numbers() {
        return numbers;
    }

    /** Whether messages are kept and answered when committed. */
    public boolean durable() {
        return this == DIRECT || this == GROUP;
    }

    /** Whether each publisher has one subscriber of its own. */
    public boolean paired() {
        return this == PAIRS || this == DIRECT;
    }

    /** Whether it is an end-to-end test of the sources, run by Maven once, however many rounds. */
    public boolean tested() {
        return this == KILLS || this == FLEET;
    }

    /** What scenario files call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
