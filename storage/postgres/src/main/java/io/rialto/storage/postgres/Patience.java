package io.rialto.storage.postgres;

import java.time.Duration;

/**
 * How long a PostgreSQL store waits.
 *
 * @param answer how long a commit or a read may take before it counts as failed, before a silent connection counts as
 *     lost
 * @param start how long the database may be away when the store is opened
 */
public record Patience(Duration answer, Duration start) {}
