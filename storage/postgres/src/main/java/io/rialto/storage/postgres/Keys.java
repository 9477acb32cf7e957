package io.rialto.storage.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** Surrogate keys that are committed: the ids used last. Keys never change. Confined to a writer's context. */
final class Keys {
    private static final int MAX = 100_000;

    private final Map<String, Long> keys = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX;
        }
    };

    /** The key of an id; null where it is not known here. */
    Long of(String id) {
        return keys.get(id);
    }

    /** Remembers keys of a transaction that stands. */
    void learn(Map<String, Long> committed) {
        keys.putAll(committed);
    }
}
