package io.rialto.storage;

import io.vertx.core.Future;

/**
 * One backend, opened: all its stores. Where too much waits for it already, any of its futures may fail with
 * {@code overloaded}. {@link #close()} is called once, after the last use.
 */
public interface Storage {
    /** The accounts. */
    AccountStore accounts();

    /** The groups. */
    RoomStore rooms();

    /** What accounts are to each other. */
    ContactStore contacts();

    /** What accounts and groups show of themselves. */
    ProfileStore profiles();

    /** The logs. */
    MessageLog log();

    /** The inboxes. */
    Inbox inbox();

    /** The retained values. */
    RetainedStore retained();

    /** The durable sessions. */
    SessionStore sessions();

    /** The starts. */
    BootStore boots();

    /** How it is doing. */
    StorageHealth health();

    /** Finishes what was handed over, then closes; the future completes on the caller's context. */
    Future<Void> close();
}
