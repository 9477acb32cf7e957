package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.storage.Amended;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.CursorMove;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.RetainedValue;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.Standing;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that share one database. */
@Timeout(150)
class TwoNodesTest {
    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final List<Vertx> machines = new ArrayList<>();
    private final List<Storage> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(node -> Await.result(node.close()));
        machines.forEach(vertx -> Await.result(vertx.close()));
    }

    @Test
    void nodesThatStartAtOnceMakeOneSchema() {
        start(6);

        assertThat(server.query(database, "select count(*) from schema_version"))
                .isEqualTo(2L);
        List<Future<Long>> boots =
                nodes.stream().map(node -> node.boots().nextBoot()).toList();
        assertThat(boots.stream().map(Await::result)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void ofManyWhoChangeAGroupOnTwoNodesTheDatabaseLetsOneInAfterTheOther() {
        start(2);
        RoomId team = RoomId.group("team");
        RoomRecord record = new RoomRecord(team, "", account("alice"), JoinPolicy.OPEN, 1);
        Await.result(nodes.get(0).rooms().create(record, List.of()));
        List<Future<Amended>> changes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Map<AccountId, Standing> comes = Map.of(account("a" + i), Standing.member(Standing.Role.MEMBER, 1));
            changes.add(nodes.get(i % 2)
                    .rooms()
                    .amend(team, List.of(), state -> state.members().size() < 20 ? state.with(comes) : state));
        }
        changes.forEach(Await::result);

        assertThat(Await.result(nodes.get(0).rooms().members(team))).hasSize(20);
    }

    @Test
    void writersOfOneRoomMakeOneLog() {
        start(2);
        Load first = new Load(machines.get(0), nodes.get(0), 2).start(4);
        Load second = new Load(machines.get(1), nodes.get(1), 2).start(4);

        await().atMost(Duration.ofSeconds(30)).until(() -> first.acknowledged() > 500 && second.acknowledged() > 500);
        first.stop();
        second.stop();

        Load.verify(nodes.get(0), 2, first, second);
        Load.verify(nodes.get(1), 2, first, second);
    }

    @Test
    void manyRoomsAndAccountsSharedMeetWithoutADeadlock() {
        start(3);
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loads.add(new Load(machines.get(i), nodes.get(i), 30).start(6));
        }

        await().atMost(Duration.ofMinutes(2)).until(() -> loads.stream().allMatch(load -> load.acknowledged() > 1_500));
        loads.forEach(Load::stop);

        Load.verify(nodes.get(0), 30, loads.toArray(Load[]::new));
        assertThat(loads).allSatisfy(load -> assertThat(load.refused()).isZero());
        assertThat(server.query(database, "select deadlocks from pg_stat_database where datname = current_database()"))
                .isEqualTo(0L);
    }

    @Test
    void theSameMessageSentOverSeveralNodesIsStoredOnce() {
        start(3);
        for (int round = 0; round < 30; round++) {
            String cmid = "c" + round;
            List<Future<List<Appended>>> sends = new ArrayList<>();
            for (Storage node : nodes) {
                sends.add(node.log().append(List.of(direct("alice", "bob", cmid), direct("bob", "alice", cmid))));
            }
            for (int i = 0; i < 2; i++) {
                int entry = i;
                assertThat(sends.stream()
                                .map(send -> Await.result(send).get(entry))
                                .filter(Appended.Stored.class::isInstance))
                        .hasSize(1);
            }
        }

        assertThat(Await.result(nodes.get(1).log().head(RoomId.direct(account("alice"), account("bob")))))
                .isEqualTo(60);
        assertThat(Await.result(nodes.get(2).inbox().head(account("alice")))).isEqualTo(60);
    }

    @Test
    void secretsAreWhatTheFirstNodeProposed() {
        start(4);
        List<Future<String>> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            values.add(nodes.get(i).boots().valueOf("secret", "proposal-" + i));
        }

        assertThat(values.stream().map(Await::result).distinct()).hasSize(1);
    }

    @Test
    void changesOfTheSameRowsDoNotHarmEachOther() {
        start(2);
        DeviceId phone = new DeviceId("phone");
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(direct("alice", "bob-" + i, "c" + i));
        }
        Await.result(nodes.get(0).log().append(batch));
        for (int i = 0; i < 20; i++) {
            Await.result(nodes.get(i % 2).inbox().open(account("bob-" + i), phone));
        }

        List<Future<Void>> changes = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            changes.add(nodes.get(round % 2).inbox().move(moves(phone, round)));
            changes.add(nodes.get(round % 2).retained().write(values(round)));
        }

        changes.forEach(Await::result);
        for (int i = 0; i < 20; i++) {
            assertThat(Await.result(nodes.get(0).inbox().open(account("bob-" + i), phone))
                            .cursor())
                    .isEqualTo(1);
        }
        assertThat(Await.result(nodes.get(1).retained().scan("t/", "", 100, 0))).hasSize(20);
    }

    /** Now in this order, now in that. */
    private static List<CursorMove> moves(DeviceId device, int round) {
        List<CursorMove> moves = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int account = round % 4 < 2 ? i : 19 - i;
            moves.add(new CursorMove(account("bob-" + account), device, 1));
        }
        return moves;
    }

    private static List<RetainedValue> values(int round) {
        List<RetainedValue> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int topic = round % 4 < 2 ? i : 19 - i;
            values.add(new RetainedValue(
                    "t/" + topic, 1, round, account("alice"), Content.text("v"), 1, Entries.TS, Long.MAX_VALUE));
        }
        return values;
    }

    private void start(int count) {
        List<Future<Storage>> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Vertx vertx = Vertx.vertx();
            machines.add(vertx);
            opening.add(PostgresStorage.open(vertx, TestOptions.at(server.uri(database))));
        }
        opening.forEach(node -> nodes.add(Await.result(node)));
    }
}
