package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the threads around one file: lock, open, migrate, run, close, unlock. All of it happens on the writer's
 * thread, so no caller ever blocks.
 */
final class SqliteThreads {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteThreads.class);

    private static final class Texts {
        static final Dialect DIALECT =
                Dialect.beside(SqliteThreads.class, List.of("V001__first.sql", "V002__sheet.sql"));
    }

    private final SqliteOptions options;
    private final ConnectionSource source;
    private final Dialect dialect = dialect();
    private final Checkpointer checkpointer;
    private final Committer committer;
    private final WriteLoop writer;
    private final Readers readers;
    private final Promise<Void> ended = Promise.promise();
    private final AtomicBoolean closing = new AtomicBoolean();

    SqliteThreads(SqliteOptions options, ConnectionSource source, SqliteHealth health) {
        this.options = options;
        this.source = source;
        this.checkpointer = new Checkpointer(source);
        this.committer = new Committer(source, dialect, options.sheets(), health, checkpointer);
        this.writer = new WriteLoop(options, committer, health);
        this.readers = new Readers(options, source, dialect);
    }

    /** The statements, the same for all files; read once in a process, while whoever else wants them waits. */
    static Dialect dialect() {
        return Texts.DIALECT;
    }

    WriteLoop writer() {
        return writer;
    }

    /** What is committed but not in its inboxes yet. */
    Sheets sheets() {
        return committer.sheets();
    }

    Readers readers() {
        return readers;
    }

    /** Starts everything; done when the file can be used. */
    Future<Void> start(ContextInternal context) {
        Promise<Void> ready = context.promise();
        Thread thread = new Thread(() -> live(ready), "rialto-sqlite-writer");
        thread.setDaemon(true);
        thread.start();
        return ready.future();
    }

    /** Ends everything; done when the file is closed, the directory free. */
    Future<Void> close(ContextInternal context) {
        Promise<Void> closed = context.promise();
        ended.future().onComplete(closed);
        if (closing.compareAndSet(false, true)) {
            writer.close(context);
        }
        return closed.future();
    }

    private void live(Promise<Void> ready) {
        try {
            DirectoryLock lock = DirectoryLock.take(options.directory());
            try {
                serve(ready);
            } finally {
                committer.close();
                lock.close();
            }
        } catch (SQLException | IOException | LinkageError e) {
            ready.tryFail(new GatewayException(
                    ErrorCode.STORE_UNAVAILABLE, "database " + options.file() + " cannot be opened: " + Words.of(e)));
        } catch (RuntimeException e) {
            if (!ready.tryFail(e)) {
                LOG.error("the writer of {} ended", options.file(), e);
            }
        } finally {
            ended.complete();
        }
    }

    private void serve(Promise<Void> ready) throws SQLException, IOException {
        NativeLibrary.load(options.directory());
        NativeLibrary.tidy(options.directory());
        openFile();
        checkpointer.start();
        readers.start();
        ready.complete();
        try {
            writer.run();
        } finally {
            checkpointer.close();
        }
        readers.close();
    }

    private void openFile() throws SQLException, IOException {
        makeFile(options.file());
        try (Connection connection = source.writer()) {
            Schema.migrate(connection, dialect, options.file().toString());
        }
        committer.open();
    }

    /** Hashes and secrets stand in the file, so nobody but its owner reads it; SQLite gives its log the same mode. */
    private static void makeFile(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView(PosixFileAttributeView.class);
        if (posix && Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
