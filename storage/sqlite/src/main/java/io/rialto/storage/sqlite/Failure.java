package io.rialto.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an exception of the driver means for the writer. */
enum Failure {
    /** No space left: refuse, probe, recover. */
    FULL,
    /** A sync failed: what the system holds of the file is unknown from here on, so nothing more may be promised. */
    SYNC,
    /** Anything else: a fresh connection may do better. */
    OTHER;

    static Failure of(SQLException cause) {
        if (!(cause instanceof SQLiteException known)) {
            return OTHER;
        }
        SQLiteErrorCode code = known.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_FULL) {
            return FULL;
        }
        boolean sync = code == SQLiteErrorCode.SQLITE_IOERR_FSYNC || code == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC;
        return sync ? SYNC : OTHER;
    }

    /** For the person on call. */
    String sentence(Path file, SQLException cause) {
        return switch (this) {
            case FULL -> "disk full: database " + file + " takes no writes until there is space";
            case SYNC -> "sync to disk failed: database " + file + " takes no more writes, restart needed";
            case OTHER -> "database " + file + " failed: " + cause.getMessage();
        };
    }
}
