package io.rialto.account;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a while what the hook has allowed, by a keyed hash of what was asked, so that no password is kept. Bounded.
 * Safe on any thread.
 */
final class HookMemory {
    private record Allowed(Principal principal, long until) {}

    private final Secrets process = new Secrets(Secrets.random());
    private final long nanos;
    private final int limit;
    private final Map<String, Allowed> byQuestion = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowed> eldest) {
            return size() > limit;
        }
    };

    /** Remembers at most so many for so long; the one allowed first is forgotten first. */
    HookMemory(Duration time, int limit) {
        this.nanos = time.toNanos();
        this.limit = limit;
    }

    /** What was allowed to whom asks the same. */
    Optional<Principal> find(JsonObject question) {
        String key = process.hex(question.encode());
        synchronized (byQuestion) {
            Allowed known = byQuestion.get(key);
            boolean good = known != null
                    && known.until() - System.nanoTime() > 0
                    && known.principal().expiresAt() > System.currentTimeMillis();
            return good ? Optional.of(known.principal()) : Optional.empty();
        }
    }

    void remember(JsonObject question, Principal principal) {
        if (nanos == 0 || limit == 0) {
            return;
        }
        String key = process.hex(question.encode());
        synchronized (byQuestion) {
            byQuestion.remove(key); // the one allowed last is forgotten last
            byQuestion.put(key, new Allowed(principal, System.nanoTime() + nanos));
        }
    }
}
