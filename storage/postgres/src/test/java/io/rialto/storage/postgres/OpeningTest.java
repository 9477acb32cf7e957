package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.Await;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OpeningTest {
    private final Vertx vertx = Vertx.vertx();
    private final PostgresServer server = PostgresServer.shared();

    @TempDir
    Path directory;

    @AfterEach
    void closeVertx() {
        Await.result(vertx.close());
    }

    @Test
    void aDatabaseThatANewerBuildHasMigratedIsRefused() {
        String database = server.createDatabase();
        Await.result(Await.result(open(server.uri(database), Duration.ZERO)).close());
        server.execute(
                database, "insert into schema_version (version, name, applied_at) values (99, 'V099__x.sql', 1)");

        assertRefused(open(server.uri(database), Duration.ofSeconds(30)))
                .hasMessageContaining("database " + database + " at 127.0.0.1:")
                .hasMessageContaining("has schema 99, this build knows schemas up to 2");
    }

    @Test
    void aDatabaseThatDoesNotExistIsRefusedAtOnce() {
        assertRefused(open(server.uri("nowhere"), Duration.ofMinutes(5)))
                .hasMessageContaining("database nowhere at 127.0.0.1:")
                .hasMessageContaining("cannot be used: database \"nowhere\" does not exist (3D000)");
    }

    @Test
    void aDatabaseOfAnotherEncodingIsRefused() {
        server.execute("postgres", "create database latin encoding 'LATIN1' locale 'C' template template0");

        assertRefused(open(server.uri("latin"), Duration.ofSeconds(30)))
                .hasMessageContaining("has the encoding LATIN1, expected UTF8");
    }

    @Test
    void aDatabaseThatStaysAwayIsGivenUp() {
        String nobody = "postgresql://rialto:hunter2@127.0.0.1:1/rialto";

        assertRefused(open(nobody, Duration.ofMillis(700)))
                .hasMessageContaining("database rialto at 127.0.0.1:1 is away, was waited for 0 s: connection refused")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDatabaseThatComesLateIsWaitedFor() {
        PostgresServer own = PostgresServer.startedIn(directory.resolve("data"));
        String uri = own.uri(own.createDatabase());
        own.stop();

        Future<Storage> opening = open(uri, Duration.ofSeconds(60));
        own.start();

        Storage storage = Await.result(opening);
        Await.result(storage.log().append(List.of(direct("alice", "bob", "c1"))));
        assertThat(Await.result(storage.inbox().head(account("bob")))).isEqualTo(1);
        Await.result(storage.close());
        own.close();
    }

    @Test
    void aPasswordOpensTheDoorAndAWrongOneIsRefusedAtOnceWithoutRepeatingIt() throws IOException {
        PostgresServer own = PostgresServer.startedIn(directory.resolve("data"));
        own.execute("postgres", "create role rialto login password 'correct-horse'");
        own.execute("postgres", "create database mine owner rialto");
        Path rules = own.data().resolve("pg_hba.conf");
        Files.writeString(rules, "host all rialto 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        own.execute("postgres", "select pg_reload_conf()");

        String uri = own.uri("mine").replace("postgres:any@", "rialto:correct-horse@");
        Storage storage = Await.result(open(uri, Duration.ZERO));
        assertThat(Await.result(storage.boots().nextBoot())).isEqualTo(1);
        Await.result(storage.close());

        assertRefused(open(uri.replace("correct-horse", "hunter2"), Duration.ofMinutes(5)))
                .hasMessageContaining("password authentication failed for user \"rialto\" (28P01)")
                .hasMessageNotContaining("hunter2");
        own.close();
    }

    @Test
    void whatIsAcknowledgedIsSyncedWhateverTheDatabaseSays() {
        String database = server.createDatabase();
        server.execute("postgres", "alter database " + database + " set synchronous_commit = off");
        Storage storage = Await.result(open(server.uri(database), Duration.ZERO));

        Await.result(storage.log().append(List.of(direct("alice", "bob", "c1"))));

        String setting = "select current_setting('synchronous_commit')";
        Opening opening = new Opening(vertx, Target.of(server.uri(database)), patience(Duration.ZERO));
        Session session = Await.result(opening.session(List.of(), List.of(setting)));
        assertThat(Await.result(session.run(setting, Tuple.tuple()))
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("on");
        Await.result(session.close());
        Await.result(storage.close());
    }

    private Future<Storage> open(String uri, Duration start) {
        return PostgresStorage.open(
                vertx,
                new PostgresOptions(
                        Target.of(uri), new Sizes(64, 4096, 2, 1, 1_000), patience(start), Retention.DEFAULT));
    }

    private static Patience patience(Duration start) {
        return new Patience(Duration.ofSeconds(10), start);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Future<Storage> opening) {
        return assertThatThrownBy(() -> Await.result(opening))
                .isInstanceOfSatisfying(GatewayException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
}
