package io.rialto.launcher.nostore;

import io.rialto.storage.BootStore;
import io.vertx.core.Future;

/** Starts are counted by the clock; secrets last as long as the node. */
final class Starts implements BootStore {
    /** 2023-11-14: so that the seconds since then count starts in fewer than 31 bits for a lifetime. */
    private static final long BEGINNING = 1_700_000_000;

    private static long last;

    @Override
    public Future<Long> nextBoot() {
        synchronized (Starts.class) {
            last = Math.max(last + 1, System.currentTimeMillis() / 1000 - BEGINNING);
            return Future.succeededFuture(last);
        }
    }

    @Override
    public Future<String> valueOf(String name, String proposal) {
        return Future.succeededFuture(proposal);
    }
}
