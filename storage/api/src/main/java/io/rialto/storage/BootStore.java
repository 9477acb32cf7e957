package io.rialto.storage;

import io.vertx.core.Future;

/** Counts the starts of this installation, keeps its secrets. */
public interface BootStore {
    /** The number of this start: one more than the last, durable before it is given out. */
    Future<Long> nextBoot();

    /** The value of a name; kept durably as {@code proposal} where it had none. For secrets made at the first start. */
    Future<String> valueOf(String name, String proposal);
}
