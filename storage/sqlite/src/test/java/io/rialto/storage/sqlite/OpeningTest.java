package io.rialto.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.Await;
import io.rialto.storage.Storage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OpeningTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void closeVertx() {
        Await.result(vertx.close());
    }

    @Test
    void makesTheDirectoryAndKeepsItsTemporaryFilesInside() {
        Path deep = directory.resolve("a/b");

        Storage storage = Await.result(SqliteStorage.open(vertx, TestOptions.in(deep)));

        assertThat(deep.resolve("rialto.db")).exists();
        assertThat(System.getProperty("org.sqlite.tmpdir")).isNotNull();
        Await.result(storage.close());
        assertThat(deep.resolve("rialto.db-wal")).doesNotExist();
    }

    @Test
    void saysThatTheDirectoryIsAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Await.result(SqliteStorage.open(vertx, TestOptions.in(file))))
                .hasMessage("data directory " + file + " cannot be used: " + file + " is no directory");
    }

    @Test
    void saysThatTheFileIsNoDatabase() throws IOException {
        Files.writeString(
                directory.resolve("rialto.db"), "no database, and long enough to be read as a header".repeat(9));

        assertThatThrownBy(() -> Await.result(SqliteStorage.open(vertx, TestOptions.in(directory))))
                .hasMessageContaining("rialto.db cannot be opened: [SQLITE_NOTADB]")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void nobodyButTheOwnerReadsTheFiles() throws IOException {
        Storage storage = Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)));
        Await.result(storage.boots().valueOf("secret", "s"));

        for (String name : List.of("rialto.db", "rialto.db-wal")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
        Await.result(storage.close());
    }

    @Test
    void aSecondStoreOfThisProcessIsRefusedUntilTheFirstIsClosed() {
        Storage first = Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Await.result(SqliteStorage.open(vertx, TestOptions.in(directory))))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("this process");
        }

        Await.result(first.close());
        Await.result(Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)))
                .close());
    }

    @Test
    void anotherProcessIsRefusedAndToldWhoHoldsTheDirectory() throws Exception {
        Storage first = Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)));
        assertRefused(SqliteStorage.open(vertx, TestOptions.in(directory)));

        Process second = ChildJvm.start(LockChild.class, directory.toString());

        String answer = new String(second.getInputStream().readAllBytes(), ChildJvm.CHARSET);
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answer)
                .contains(directory.toString())
                .contains("process " + ProcessHandle.current().pid());
        Await.result(first.close());
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        Files.writeString(directory.resolve("rialto.lock"), "1\n");

        Await.result(Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)))
                .close());
    }

    @Test
    void aFileThatANewerBuildHasMigratedIsRefused() throws SQLException {
        Await.result(Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)))
                .close());
        try (Connection connection = new FileConnections(directory.resolve("rialto.db")).writer();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into schema_version (version, name, applied_at) values (99, 'V099__x.sql', 1)");
        }

        assertThatThrownBy(() -> Await.result(SqliteStorage.open(vertx, TestOptions.in(directory))))
                .hasMessageContaining("rialto.db")
                .hasMessageContaining("schema 99");

        assertDirectoryIsFree();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(directory.resolve("rialto.db"), "this is no database, ".repeat(500));

        assertRefused(SqliteStorage.open(vertx, TestOptions.in(directory)));

        assertDirectoryIsFree();
    }

    private void assertDirectoryIsFree() {
        SqliteOptions other = new SqliteOptions(directory.resolve("other.db"), 1, 1, 1);
        Await.result(Await.result(SqliteStorage.open(vertx, other)).close());
    }

    private static void assertRefused(io.vertx.core.Future<Storage> opening) {
        assertThat(Await.failure(opening)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }
}
