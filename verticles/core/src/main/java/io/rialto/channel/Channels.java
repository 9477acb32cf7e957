package io.rialto.channel;

import io.rialto.bus.Terms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The channels one shard knows: above the limit one that has not been used lately is forgotten, and comes back with a new
 * epoch. Confined to its shard.
 */
final class Channels {
    /** So many that were used are passed over at most: where all are, nobody waits for a look at a million. */
    private static final int PATIENCE = 64;

    private final Terms terms;
    private final int limit;
    private final Map<String, Channel> known = new HashMap<>();
    /**
     * In the order in which they came, or were last passed over since they had been used: a clock, where a list in order of
     * use would relink three of its entries at every publish.
     */
    private final Deque<Channel> clock = new ArrayDeque<>();

    private long counter;
    /** The one that was asked for last: mostly the next one is the same. */
    private Channel last;

    /** @param terms the numbers that epochs begin with (decisions 14) */
    Channels(Terms terms, int limit) {
        this.terms = terms;
        this.limit = limit;
    }

    /** Forgets those that are served elsewhere now: when they come back it is with a later epoch. */
    void keep(Predicate<String> served) {
        known.keySet().removeIf(topic -> !served.test(topic));
        clock.removeIf(channel -> !known.containsKey(channel.topic()));
        last = null;
    }

    Channel of(String topic) {
        if (last == null || !last.topic().equals(topic)) {
            last = find(topic);
        }
        return last;
    }

    private Channel find(String topic) {
        Channel channel = known.get(topic);
        if (channel != null) {
            channel.use();
            return channel;
        }
        Channel fresh = new Channel(topic, terms.epoch(++counter));
        makeRoom();
        known.put(topic, fresh);
        clock.add(fresh);
        return fresh;
    }

    private void makeRoom() {
        if (known.size() < limit) {
            return;
        }
        Channel eldest = clock.remove();
        for (int passed = 0; passed < PATIENCE && eldest.wasUsed(); passed++) {
            clock.add(eldest);
            eldest = clock.remove();
        }
        known.remove(eldest.topic());
    }
}
