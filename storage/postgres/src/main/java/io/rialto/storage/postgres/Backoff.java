package io.rialto.storage.postgres;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: they double up to two seconds, and are spread so that nodes do not come in step. */
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final int DOUBLINGS = 5;

    private int attempts;

    /** How long to wait before the next attempt, in milliseconds. */
    long next() {
        long most = Math.min(2_000, FIRST_MILLIS << Math.min(attempts++, DOUBLINGS));
        return most / 2 + ThreadLocalRandom.current().nextLong(most / 2) + 1;
    }

    /** All is well: the next pause is a short one. */
    void reset() {
        attempts = 0;
    }
}
