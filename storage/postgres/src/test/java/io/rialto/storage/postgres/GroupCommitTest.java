package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.CommitWeight;
import io.rialto.storage.CursorMove;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.MessageLog;
import io.rialto.storage.QueueProgress;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What shares a transaction, while the one before is held up by a lock of somebody else's. */
@Timeout(60)
class GroupCommitTest {
    private static final DeviceId PHONE = new DeviceId("phone");

    private static final String WAITING =
            "select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";

    private final Vertx vertx = Vertx.vertx();
    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private Storage storage;
    private PgConnection holder;

    @BeforeEach
    void openStore() {
        PostgresOptions options =
                TestOptions.at(server.uri(database), new Sizes(64, 100, 1, 1, 1_000), Retention.DEFAULT);
        storage = Await.result(PostgresStorage.open(vertx, options));
        holder = Await.result(PgConnection.connect(vertx, options.target().options()));
        Await.result(storage.log().append(List.of(direct("alice", "bob", "first"))));
        Await.result(storage.inbox().open(account("bob"), PHONE));
    }

    @AfterEach
    void closeStore() {
        Await.result(holder.close());
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    @Test
    void whatGatheredDuringACommitIsCommittedTogether() {
        long before = storage.health().commits();
        hold("select key from room_key for update");
        List<Future<List<Appended>>> sends = sendSingly(1);
        sends.addAll(sendSingly(64));

        release();

        sends.forEach(Await::result);
        assertThat(storage.health().commits()).isBetween(before + 2, before + 3);
    }

    @Test
    void underLoadCommitsAreFarFewerThanMessages() {
        long before = storage.health().commits();
        for (int i = 0; i < 30; i++) {
            sendSingly(100).forEach(Await::result);
        }

        assertThat(storage.health().commits() - before).isLessThan(300);
    }

    @Test
    void aCommitTakesNoMoreThanTheBatch() {
        long before = storage.health().commits();
        hold("select key from room_key for update");
        List<Future<List<Appended>>> sends = sendSingly(1);
        sends.addAll(sendSingly(96));

        release();

        sends.forEach(Await::result);
        assertThat(storage.health().commits()).isGreaterThanOrEqualTo(before + 3);
    }

    @Test
    void messagesToManyMakeSmallerBatches() {
        String[] members = new String[256];
        Arrays.setAll(members, i -> "member-" + i);
        long before = storage.health().commits();
        hold("select key from room_key for update");
        List<Future<List<Appended>>> sends = sendSingly(1);
        for (int i = 0; i < 3; i++) {
            LogEntry toMany = Entries.group("big-" + i, "alice", "g" + i, members);
            sends.add(storage.log().append(List.of(toMany)));
        }

        release();

        sends.forEach(Await::result);
        assertThat(storage.health().commits()).isGreaterThanOrEqualTo(before + 3);
        assertThat(Await.result(storage.inbox().head(account("member-255")))).isEqualTo(3);
    }

    @Test
    void whoMakesBatchesIsToldThatMessagesToTheSameManyCostLess() {
        String[] members = new String[256];
        Arrays.setAll(members, i -> "member-" + i);
        CommitWeight weight = storage.log().weighing(64);

        assertThat(weight.takes(Entries.group("big", "alice", "g1", members))).isTrue();
        assertThat(weight.takes(Entries.group("big", "alice", "g2", members))).isTrue();
        assertThat(weight.takes(Entries.group("bigger", "alice", "g3", members)))
                .isFalse();
    }

    @Test
    void messagesToTheSameManyShareACommit() {
        String[] members = new String[256];
        Arrays.setAll(members, i -> "member-" + i);
        long before = storage.health().commits();
        hold("select key from room_key for update");
        List<Future<List<Appended>>> sends = sendSingly(1);
        for (int i = 0; i < 3; i++) {
            sends.add(storage.log().append(List.of(Entries.group("big", "alice", "g" + i, members))));
        }

        release();

        sends.forEach(Await::result);
        assertThat(storage.health().commits()).isBetween(before + 2, before + 3);
        assertThat(Await.result(storage.inbox().head(account("member-255")))).isEqualTo(3);
        assertThat(server.query(database, "select max(cardinality(mid_before)) from inbox"))
                .isEqualTo(2);
    }

    @Test
    void whatWouldWaitForAnotherRoomsCommitGoesByAWriterThatHasNothingToDo() {
        Sizes two = new Sizes(64, 100, 2, 1, 1_000);
        Storage wide =
                Await.result(PostgresStorage.open(vertx, TestOptions.at(server.uri(database), two, Retention.DEFAULT)));
        String other = sameWayAs(RoomId.direct(account("alice"), account("bob")), "carol");
        Await.result(wide.log().append(List.of(direct("carol", other, "first"))));
        hold("select key from room_key where id = 'd:alice|bob' for update");

        Future<List<Appended>> held = wide.log().append(List.of(direct("alice", "bob", "held")));
        Future<List<Appended>> behind = wide.log().append(List.of(direct("alice", "bob", "behind")));
        Future<List<Appended>> free = wide.log().append(List.of(direct("carol", other, "free")));

        Await.result(free);
        assertThat(held.isComplete() || behind.isComplete()).isFalse();
        release();
        Await.result(held);
        Await.result(behind);
        Await.result(wide.close());
    }

    @Test
    void aWriterWithoutAConnectionIsOfNoUseWhereAnotherHasOneThoughThatIsBusy() {
        PostgresOptions options =
                TestOptions.at(server.uri(database), new Sizes(64, 100, 2, 1, 1_000), Retention.DEFAULT);
        VertxInternal internal = (VertxInternal) vertx;
        PgHealth health = new PgHealth(options.target());
        Opening opening = new Opening(vertx, options.target(), options.patience());
        Links links = new Links(internal, opening, health, options, Dialect.beside(PgInbox.class, List.of()));
        Await.result(links.open());
        MessageLog log =
                PostgresStorage.on(internal, health, links, Retention.DEFAULT).log();
        RoomId room = RoomId.direct(account("alice"), account("bob"));
        hold("select key from room_key where id = 'd:alice|bob' for update");
        Future<List<Appended>> held = log.append(List.of(direct("alice", "bob", "held")));
        await().until(() -> server.query(database, WAITING).equals(1));
        server.execute("postgres", "alter database " + database + " allow_connections false");
        server.execute(
                "postgres",
                "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle'" + " and datname = '"
                        + database + "'");
        await().until(() -> links.writers().stream().filter(Writer::isOpen).count() == 1);

        Future<List<Appended>> behind = log.append(List.of(direct("carol", peer(room, "carol", true), "behind")));
        Future<List<Appended>> ofTheDead = log.append(List.of(direct("dave", peer(room, "dave", false), "behind too")));

        release();
        Await.result(held);
        Await.result(behind);
        Await.result(ofTheDead);
        server.execute("postgres", "alter database " + database + " allow_connections true");
        Await.result(links.close());
    }

    /** Somebody whose room with this account has the same one of two writers as that room. */
    private static String sameWayAs(RoomId room, String with) {
        return peer(room, with, true);
    }

    private static String peer(RoomId room, String with, boolean sameWay) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "peer-" + i)
                .filter(peer -> sameWay
                        == ((RoomId.direct(account(with), account(peer)).hashCode() - room.hashCode()) % 2 == 0))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFullQueueIsAnsweredAtOnce() {
        hold("select key from room_key for update");
        List<Future<List<Appended>>> waiting = sendSingly(100);

        Future<List<Appended>> tooMuch = storage.log().append(List.of(direct("alice", "bob", "more")));

        assertThat(Await.failure(tooMuch)).isEqualTo(ErrorCode.OVERLOADED);
        release();
        waiting.forEach(Await::result);
        Await.result(storage.log().append(List.of(direct("alice", "bob", "more"))));
    }

    @Test
    void aBatchAboveEveryBoundIsTakenThoughOthersWait() {
        hold("select key from room_key for update");
        List<Future<List<Appended>>> waiting = sendSingly(1);
        List<LogEntry> batch = IntStream.range(0, 300)
                .mapToObj(i -> direct("alice", "bob", "l" + i))
                .toList();

        Future<List<Appended>> large = storage.log().append(batch);
        Future<List<Appended>> behind = storage.log().append(List.of(direct("alice", "bob", "behind")));

        release();
        waiting.forEach(Await::result);
        assertThat(Await.result(large)).hasSize(300);
        Await.result(behind);
    }

    @Test
    void aChangeAboveEveryBoundIsTakenThoughOthersWait() {
        List<Integer> packets = IntStream.rangeClosed(1, 300).boxed().toList();
        hold("select key from room_key for update");
        List<Future<List<Appended>>> appended = sendSingly(1);

        Future<Void> small = storage.sessions().released(1, 1);
        Future<Void> large = storage.sessions().settle(List.of(new QueueProgress(1, List.of(), packets)));

        release();
        appended.forEach(Await::result);
        Await.result(small);
        Await.result(large);
    }

    @Test
    void aBatchTakesTheRoomInTheQueueThatItWasWeighedWith() {
        String[] members = new String[256];
        Arrays.setAll(members, i -> "member-" + i);
        CommitWeight weight = storage.log().weighing(64);
        List<LogEntry> batch = new ArrayList<>();
        while (weight.takes(Entries.group("big", "alice", "g" + batch.size(), members))) {
            batch.add(Entries.group("big", "alice", "g" + batch.size(), members));
        }
        hold("select key from room_key for update");
        List<Future<List<Appended>>> waiting = sendSingly(1);

        Future<List<Appended>> weighed = storage.log().append(batch);

        release();
        waiting.forEach(Await::result);
        assertThat(Await.result(weighed)).hasSize(9);
    }

    @Test
    void aBatchAboveEveryBoundIsStillTakenWhole() {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            batch.add(direct("alice", "bob", "c" + i));
        }
        long before = storage.health().commits();

        assertThat(Await.result(storage.log().append(batch))).hasSize(300);

        assertThat(storage.health().commits()).isEqualTo(before + 1);
    }

    @Test
    void whatChangesNothingIsNoCommit() {
        long before = storage.health().commits();

        Await.result(storage.log().append(List.of(direct("alice", "bob", "first"))));
        Await.result(storage.inbox().move(List.of(new CursorMove(account("bob"), new DeviceId("none"), 1))));
        Await.failure(storage.accounts().setPasswordHash(account("nobody"), "hash"));

        assertThat(storage.health().commits()).isEqualTo(before);
    }

    @Test
    void aRefusedChangeDoesNotHarmTheOthersOfItsTransaction() {
        Await.result(storage.accounts().create(new AccountRecord(account("owner"), "key", null, 1)));
        long before = storage.health().commits();
        hold("select dev from device for update");

        Future<Void> first = move(1);
        Future<Long> second = storage.accounts().setPasswordHash(account("owner"), "hash");
        Future<Void> taken = storage.accounts().create(new AccountRecord(account("new"), "key", null, 1));
        Future<Long> unknown = storage.accounts().setPasswordHash(account("nobody"), "hash");
        Future<Void> last = storage.accounts().create(new AccountRecord(account("new"), "other", null, 1));
        release();

        Await.result(first);
        Await.result(second);
        assertThat(Await.failure(taken)).isEqualTo(ErrorCode.ALREADY);
        assertThat(Await.failure(unknown)).isEqualTo(ErrorCode.NOT_FOUND);
        Await.result(last);
        assertThat(Await.result(storage.accounts().byId(account("owner")))
                        .orElseThrow()
                        .passwordHash())
                .isEqualTo("hash");
        assertThat(Await.result(storage.accounts().byLoginKey("other"))).isPresent();
        assertThat(storage.health().commits()).isBetween(before + 1, before + 2);
    }

    /** NUL, which no door lets through, is what this database cannot keep. */
    @Test
    void aChangeThatCannotSucceedFailsAloneWithTheOthersOfItsTransactionUnharmed() {
        hold("select dev from device for update");
        Future<Void> first = move(1);
        Future<Void> broken = storage.accounts().create(new AccountRecord(account("x"), "a\u0000b", null, 1));
        Future<Void> last = storage.accounts().create(new AccountRecord(account("y"), "key", null, 1));
        release();

        Await.result(first);
        assertThat(Await.failure(broken)).isEqualTo(ErrorCode.INTERNAL);
        Await.result(last);
        assertThat(Await.result(storage.accounts().byId(account("y")))).isPresent();
        assertThat(Await.result(storage.accounts().byId(account("x")))).isEmpty();
    }

    /** Each waits for what was appended before it, over several links. */
    @Test
    void changesRunInTheOrderInWhichTheyWereAskedFor() {
        Storage wide = Await.result(PostgresStorage.open(
                vertx, TestOptions.at(server.uri(database), new Sizes(64, 10_000, 4, 1, 1_000), Retention.DEFAULT)));
        Await.result(wide.accounts().create(new AccountRecord(account("owner"), "key", null, 1)));
        List<Long> versions = new ArrayList<>();
        List<Future<Long>> changes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            if (i % 10 == 0) {
                wide.log().append(List.of(direct("alice", "friend-" + i % 7, null)));
            }
            changes.add(wide.accounts().setPasswordHash(account("owner"), "hash-" + i));
        }
        changes.forEach(change -> versions.add(Await.result(change)));

        assertThat(versions).isSorted();
        assertThat(Await.result(wide.accounts().byId(account("owner")))
                        .orElseThrow()
                        .passwordHash())
                .isEqualTo("hash-999");
        Await.result(wide.close());
    }

    private Future<Void> move(long iseq) {
        return storage.inbox().move(List.of(new CursorMove(account("bob"), PHONE, iseq)));
    }

    private List<Future<List<Appended>>> sendSingly(int count) {
        List<Future<List<Appended>>> sends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sends.add(storage.log().append(List.of(direct("alice", "bob", null))));
        }
        return sends;
    }

    private void hold(String lock) {
        Await.result(holder.query("begin").execute());
        Await.result(holder.query(lock).execute());
    }

    private void release() {
        Await.result(holder.query("commit").execute());
    }
}
