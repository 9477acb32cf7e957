/**
 * The store that several nodes share: one PostgreSQL database behind the reactive client.
 *
 * <p>The way of a batch: {@link io.rialto.storage.postgres.PostgresStorage} hands it to one of the writers, chosen by
 * room; each writer has a connection of its own, commits what gathered while its last commit was synced, then answers.
 * The database serialises: a batch locks the heads of its rooms, then those of its accounts, each in order of key, and
 * only then numbers its messages, so that any number of writers on any number of nodes make one correct log
 * (decisions 10, 40). What does not append runs as a change on a connection of its own, several to a transaction.
 *
 * <p>Whoever loses his connection opens it again with growing pauses; meanwhile everything is refused with {@code
 * store_unavailable}. What was under way then may or may not have been committed: its senders are told of a failure,
 * and find out by sending the same client id again.
 */
package io.rialto.storage.postgres;
