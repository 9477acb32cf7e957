package io.rialto.retained;

import io.rialto.storage.RetainedValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest that somebody has had of topics while retained values are on their way to him: older values of these are old
 * news. Bounded: beyond that the topic is forgotten of which nothing has come for longest. Confined to its context.
 */
public final class Overtaken {
    private record Place(long epoch, long seq) {}

    private final int limit;
    private final Map<String, Place> newest = new LinkedHashMap<>();

    /** Nothing so far; at most so many topics are remembered. */
    public Overtaken(int limit) {
        this.limit = limit;
    }

    /** This place of a topic has come, behind those that came before. */
    public void came(String topic, long epoch, long seq) {
        newest.remove(topic);
        newest.put(topic, new Place(epoch, seq));
        if (newest.size() > limit) {
            newest.remove(newest.keySet().iterator().next());
        }
    }

    /** Whether something as new as this value, or newer, has come. */
    public boolean has(RetainedValue value) {
        Place place = newest.get(value.topic());
        return place != null
                && (place.epoch() > value.epoch() || (place.epoch() == value.epoch() && place.seq() >= value.seq()));
    }

    /** Forgets everything. */
    public void clear() {
        newest.clear();
    }
}
