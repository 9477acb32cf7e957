package io.rialto.storage.sqlite;

import java.nio.file.Path;

/** Options as tests use them. */
final class TestOptions {
    private TestOptions() {}

    static SqliteOptions in(Path directory) {
        return new SqliteOptions(directory.resolve("rialto.db"), 64, 4096, 2);
    }
}
