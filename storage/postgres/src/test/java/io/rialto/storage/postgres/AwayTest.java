package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that goes away while the node runs, and comes back. */
class AwayTest extends OwnServer {
    private static final int ACCOUNTS = 6;

    @Test
    void whileTheServerIsStoppedEverythingIsRefusedAndAfterwardsAllIsWell() {
        Await.result(storage.log().append(List.of(direct("alice", "bob", "c1"))));

        server.stop();
        awaitProblem();

        assertThat(storage.health().problem().orElseThrow())
                .contains("database " + database + " at 127.0.0.1:")
                .contains("nothing is accepted until it is back")
                .doesNotContain("any");
        assertThat(Await.failure(storage.log().append(List.of(direct("alice", "bob", "c2")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Await.failure(storage.inbox().head(account("bob")))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Await.failure(storage.boots().nextBoot())).isEqualTo(ErrorCode.STORE_UNAVAILABLE);

        server.start();
        awaitHealth();

        Appended outcome = Await.result(storage.log().append(List.of(direct("alice", "bob", "c2"))))
                .get(0);
        assertThat(((Appended.Stored) outcome).cseq()).isEqualTo(2);
        assertThat(Await.result(storage.inbox().head(account("bob")))).isEqualTo(2);
        assertThat(Await.result(storage.boots().nextBoot())).isEqualTo(1);
    }

    @Test
    void aRestartUnderLoadLosesNothing() {
        Load load = new Load(vertx, storage, ACCOUNTS).start(6);
        await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() > 100);

        server.stop();
        server.start();

        int before = load.acknowledged();
        await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() > before + 100);
        load.stop();
        awaitHealth();
        Load.verify(storage, ACCOUNTS, load);
    }

    @Test
    void connectionsThatAreEndedOneByOneComeBack() {
        Load load = new Load(vertx, storage, ACCOUNTS).start(6);
        for (int i = 0; i < 5; i++) {
            int before = load.acknowledged();
            await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() > before + 50);
            server.execute(
                    "postgres",
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rialto' and"
                            + " datname = '"
                            + database + "'");
        }
        load.stop();

        assertThat(load.refused()).isPositive();
        awaitHealth();
        Load.verify(storage, ACCOUNTS, load);
    }

    @Test
    void aSilentServerCountsAsAwayUntilItSpeaksAgain() {
        Load load = new Load(vertx, storage, ACCOUNTS).start(6);
        await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() > 100);

        server.freeze();
        try {
            Future<Long> read = storage.inbox().head(account("bob"));
            awaitProblem();
            assertThat(storage.health().problem().orElseThrow()).contains("it does not answer in time");
            assertThat(Await.failure(read)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            int refused = load.refused();
            await().until(() -> load.refused() > refused);
        } finally {
            server.thaw();
        }

        awaitHealth();
        int before = load.acknowledged();
        await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() > before + 100);
        load.stop();
        Load.verify(storage, ACCOUNTS, load);
    }

    @Test
    void anIdleNodeNoticesASilentServerToo() {
        server.freeze();
        try {
            awaitProblem();
        } finally {
            server.thaw();
        }
        awaitHealth();
    }
}
