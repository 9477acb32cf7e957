package io.rialto.storage.postgres;

import io.rialto.storage.DensityContract;
import io.rialto.storage.ErasureContract;
import io.rialto.storage.InboxContract;
import io.rialto.storage.MessageLogContract;
import io.rialto.storage.Storage;
import io.rialto.storage.StorageLifeContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** What holds for an inbox holds however much of it is in memory. */
class RecentContractsTest {
    private static final int ALL = 1_000_000;
    private static final int FEW = 12;
    private static final int NONE = 0;

    private static Future<Storage> open(Vertx vertx, Path directory, int recentMax) {
        return PostgresStorage.open(vertx, TestOptions.keeping(TestOptions.uri(directory), recentMax));
    }

    @Nested
    class InboxInMemory extends InboxContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, ALL);
        }
    }

    @Nested
    class InboxPartlyInMemory extends InboxContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, FEW);
        }
    }

    @Nested
    class InboxInTheDatabase extends InboxContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, NONE);
        }
    }

    @Nested
    class ErasureInMemory extends ErasureContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, ALL);
        }
    }

    @Nested
    class ErasureInTheDatabase extends ErasureContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, NONE);
        }
    }

    @Nested
    class DensityInMemory extends DensityContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, ALL);
        }
    }

    @Nested
    class LogInMemory extends MessageLogContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, ALL);
        }
    }

    @Nested
    class LifeInMemory extends StorageLifeContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return RecentContractsTest.open(vertx, directory, ALL);
        }
    }
}
