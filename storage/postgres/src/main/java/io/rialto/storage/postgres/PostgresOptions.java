package io.rialto.storage.postgres;

import io.rialto.storage.sql.Retention;

/**
 * How a PostgreSQL store is set up.
 *
 * @param target where the database is
 * @param sizes what is bounded
 * @param patience how long is waited
 * @param retention what is kept for how long
 */
public record PostgresOptions(Target target, Sizes sizes, Patience patience, Retention retention) {}
