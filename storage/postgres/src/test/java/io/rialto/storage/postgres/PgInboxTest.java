package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Await;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.AccountHead;
import io.rialto.storage.sql.Dialect;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in memory while the database does not say how far it reaches. */
class PgInboxTest {
    private final Vertx vertx = Vertx.vertx();
    private final PostgresOptions options = TestOptions.at("postgresql://nobody@127.0.0.1:1/none");
    private final PgHealth health = new PgHealth(options.target());

    @AfterEach
    void stop() {
        Await.result(vertx.close());
    }

    @Test
    void aReadGoesToTheTablesWhereTheDatabaseDoesNotSayHowFarItReaches() {
        VertxInternal internal = (VertxInternal) vertx;
        Opening opening = new Opening(vertx, options.target(), options.patience());
        Links unopened = new Links(internal, opening, health, options, Dialect.beside(PgInbox.class, List.of()));
        PgInbox inbox =
                new PgInbox(internal, new PgDatabase(internal, unopened), unopened, health, options.retention());
        unopened.recent().add(List.of(written(Entries.direct("alice", "bob", "c1"))));

        assertThat(Await.failure(inbox.read(account("bob"), 0, 10, 1 << 20))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(health.fallbacks()).isEqualTo(1);

        Await.failure(inbox.read(account("carol"), 0, 10, 1 << 20));
        assertThat(health.fallbacks()).as("nothing of hers is in memory").isEqualTo(1);
    }

    private static WrittenRows written(LogEntry entry) {
        WrittenRows rows = new WrittenRows(entry);
        rows.add(entry.sender(), new AccountHead(1, 1, Entries.TS));
        rows.add(entry.recipients().get(0), new AccountHead(2, 1, Entries.TS));
        rows.of(
                new StoredMessage(
                        entry.mid(), entry.room(), 1, entry.sender(), entry.cmid(), Entries.TS, entry.content()),
                1,
                false);
        return rows;
    }
}
