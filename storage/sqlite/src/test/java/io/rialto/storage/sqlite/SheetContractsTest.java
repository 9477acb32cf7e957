package io.rialto.storage.sqlite;

import io.rialto.storage.DensityContract;
import io.rialto.storage.ErasureContract;
import io.rialto.storage.HistoryContract;
import io.rialto.storage.InboxContract;
import io.rialto.storage.MessageLogContract;
import io.rialto.storage.Storage;
import io.rialto.storage.StorageLifeContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** What holds for an inbox holds for one whose end stands on sheets: each message to anybody goes on one here. */
class SheetContractsTest {
    /** Nothing moves unless something else asks for it. */
    private static final SheetOptions KEPT = new SheetOptions(1, 1_000_000, Duration.ofHours(1));
    /** The next commit moves what there is. */
    private static final SheetOptions MOVED = new SheetOptions(1, 1_000_000, Duration.ZERO);
    /** Rows move while others come, are read from memory for as long again; one to one is written to the table. */
    private static final SheetOptions PASSING = new SheetOptions(2, 1_000_000, Duration.ofMillis(5));
    /** Two of three messages of the density contract: one to one in the table, to groups on sheets, always too many. */
    private static final SheetOptions MIXED = new SheetOptions(2, 10, Duration.ofHours(1));

    private static Future<Storage> open(Vertx vertx, Path directory, SheetOptions sheets) {
        return SqliteStorage.open(vertx, TestOptions.in(directory).with(sheets));
    }

    @Nested
    class KeptInbox extends InboxContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, KEPT);
        }
    }

    @Nested
    class MovedInbox extends InboxContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, MOVED);
        }
    }

    @Nested
    class KeptErasure extends ErasureContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, KEPT);
        }
    }

    @Nested
    class MovedErasure extends ErasureContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, MOVED);
        }
    }

    @Nested
    class KeptDensity extends DensityContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, KEPT);
        }
    }

    @Nested
    class MovedDensity extends DensityContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, MOVED);
        }
    }

    @Nested
    class MixedDensity extends DensityContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, MIXED);
        }
    }

    @Nested
    class PassingInbox extends InboxContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, PASSING);
        }
    }

    @Nested
    class PassingErasure extends ErasureContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, PASSING);
        }
    }

    @Nested
    class PassingDensity extends DensityContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, PASSING);
        }
    }

    @Nested
    class KeptLog extends MessageLogContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, KEPT);
        }
    }

    @Nested
    class KeptHistory extends HistoryContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, KEPT);
        }
    }

    @Nested
    class KeptLife extends StorageLifeContract {
        @Override
        protected Future<Storage> open(Vertx vertx, Path directory) {
            return SheetContractsTest.open(vertx, directory, KEPT);
        }
    }
}
