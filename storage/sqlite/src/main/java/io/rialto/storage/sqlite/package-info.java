/**
 * The embedded default store: one SQLite file, one writer thread, a few readers.
 *
 * <p>The way of a batch: {@link io.rialto.storage.sqlite.SqliteStorage} hands it to the queue of the writer, which takes
 * what gathered while the last commit was synced, runs it in one transaction, answers after the commit. Since the
 * writer is the only one who writes the file (a lock file sees to that), it remembers keys and heads between commits;
 * heads are not stored at all but are the newest rows of log and inbox. After any exception the connection, with what
 * was remembered, is thrown away: one that met "disk full" may be left outside of its transaction for good (decisions
 * 39).
 */
package io.rialto.storage.sqlite;
