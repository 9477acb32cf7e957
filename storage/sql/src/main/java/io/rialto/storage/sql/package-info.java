/**
 * What the SQL backends share: the names of the statements, the shapes of the rows, the flow of every store that is not
 * on the hot path. A backend brings the texts ({@link io.rialto.storage.sql.Dialect}), a {@link
 * io.rialto.storage.sql.SqlDatabase} to run them on, and its own way to append a batch ({@link
 * io.rialto.storage.sql.Appender}).
 */
package io.rialto.storage.sql;
