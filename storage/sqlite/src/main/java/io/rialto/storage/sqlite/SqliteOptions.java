package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Retention;
import java.nio.file.Path;

/**
 * How a SQLite store is set up.
 *
 * @param file the database; its directory is locked, made where it is missing
 * @param batchMax messages that a commit takes at most; a batch that alone has more is a commit of its own
 * @param queueMax messages that may wait for a commit, reads that may wait for a reader
 * @param readers connections that read
 * @param retention what is kept for how long
 * @param sheets when the inbox rows of a message wait
 */
public record SqliteOptions(
        Path file, int batchMax, int queueMax, int readers, Retention retention, SheetOptions sheets) {
    /** Refuses sizes that leave no room. */
    public SqliteOptions {
        if (batchMax < 1 || queueMax < 1 || readers < 1) {
            throw new IllegalArgumentException("batchMax, queueMax, readers must be at least 1");
        }
        file = file.toAbsolutePath().normalize();
    }

    /** With the default retention, the default sheets. */
    public SqliteOptions(Path file, int batchMax, int queueMax, int readers) {
        this(file, batchMax, queueMax, readers, Retention.DEFAULT);
    }

    /** With the default sheets. */
    public SqliteOptions(Path file, int batchMax, int queueMax, int readers, Retention retention) {
        this(file, batchMax, queueMax, readers, retention, SheetOptions.DEFAULT);
    }

    /** The same with other sheets. */
    public SqliteOptions with(SheetOptions other) {
        return new SqliteOptions(file, batchMax, queueMax, readers, retention, other);
    }

    Path directory() {
        return file.getParent();
    }
}
