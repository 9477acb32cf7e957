package io.rialto.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a while that a password was right, as a keyed hash of it, so that reconnecting costs no Argon2
 * (decisions 6). Bounded. Safe on any thread.
 */
final class PasswordMemory {
    private static final int LIMIT = 100_000;

    private final Secrets process = new Secrets(Secrets.random());
    private final long nanos;
    private final Map<String, Long> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > LIMIT;
        }
    };

    PasswordMemory(Duration time) {
        this.nanos = time.toNanos();
    }

    boolean knows(String hash, String password) {
        String key = key(hash, password);
        synchronized (until) {
            Long end = until.get(key);
            return end != null && end - System.nanoTime() > 0;
        }
    }

    void remember(String hash, String password) {
        String key = key(hash, password);
        synchronized (until) {
            until.remove(key); // the one proved last is forgotten last
            until.put(key, System.nanoTime() + nanos);
        }
    }

    /** The stored hash is part of the key, so that a changed password forgets the old one. */
    private String key(String hash, String password) {
        return process.hex(hash, password);
    }
}
