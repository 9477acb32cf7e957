package io.rialto.storage.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections with their pragmas set. All methods block. */
interface ConnectionSource {
    /** The one that writes; makes the file where it is missing. */
    Connection writer() throws SQLException;

    /** One that only reads. */
    Connection reader() throws SQLException;

    /** The one that copies the write-ahead log into the database file. */
    Connection checkpointer() throws SQLException;
}
