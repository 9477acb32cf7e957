package io.rialto.storage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ground that the contracts stand on: a fresh store per test, which a test can close, then open again. */
@Timeout(60)
public abstract class StorageContract {
    @TempDir
    Path directory;

    private Vertx vertx;
    private Storage storage;

    /** Opens the backend on a directory: empty at first, the same one when a test opens it again. */
    protected abstract Future<Storage> open(Vertx vertx, Path directory);

    @BeforeEach
    void openStore() {
        vertx = Vertx.vertx();
        storage = Await.result(open(vertx, directory));
    }

    @AfterEach
    void closeStore() {
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    /** The Vert.x of this test. */
    protected final Vertx vertx() {
        return vertx;
    }

    /** The store of this test. */
    protected final Storage storage() {
        return storage;
    }

    /** Closes the store, then opens it again on the same data. */
    protected final void reopen() {
        Await.result(storage.close());
        storage = Await.result(open(vertx, directory));
    }
}
