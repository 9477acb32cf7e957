package io.rialto.channel;

import io.rialto.bus.Terms;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The channels one shard knows: the longest unused is forgotten first, and comes back with a new epoch. Confined to its
 * shard.
 */
final class Channels {
    private final Terms terms;
    private final Map<String, Channel> known;
    private long counter;
    /** The one that was asked for last: mostly the next one is the same. */
    private Channel last;

    /** @param terms the numbers that epochs begin with (decisions 14) */
    Channels(Terms terms, int limit) {
        this.terms = terms;
        this.known = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Channel> eldest) {
                return size() > limit && !eldest.getValue().hasFrames();
            }
        };
    }

    /** Forgets those that are served elsewhere now: when they come back it is with a later epoch. */
    void keep(Predicate<String> served) {
        known.keySet().removeIf(topic -> !served.test(topic));
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
        if (channel == null) {
            channel = new Channel(topic, terms.epoch(++counter));
            known.put(topic, channel);
        }
        return channel;
    }
}
