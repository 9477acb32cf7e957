package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIMBUSINESS about groups (tim-protocol.md §4.10). */
@ExtendWith(NoLeaks.class)
class GroupsTest {
    private static final AccountId TIM1 = new AccountId("UHuS8PoK2LX");
    private static final AccountId TIM2 = new AccountId("QdH6CCms5EU");
    private static final RoomId ROOM = RoomId.group("UageCKf48hv");

    private final TestDoor door = new TestDoor();
    private TimClient client;
    private FakeSession session;

    @BeforeEach
    void signIn() {
        client = door.client().signedIn(TIM1.value(), "phone").ping();
        session = door.sessions().ofDevice("phone");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({"atim UserRoom, thrift-compact", "timjs UserRoom, json"})
    void listsGroups(String vector, String format) {
        session.answer(RoomCommand.ListRooms.class, list -> Future.succeededFuture(new RoomList(List.of(ROOM))));

        client.raw(Vector.frame(vector, format));

        assertThat(client.frame(42, 0)).isEqualTo(Vector.frame("server room-list", "thrift-compact"));
    }

    @ParameterizedTest
    @CsvSource({"atim RoomUsers, thrift-compact", "timjs RoomUsers, json"})
    void listsMembers(String vector, String format) {
        members(TIM1, TIM2);

        client.raw(Vector.frame(vector, format));

        assertThat(client.frame(42, 0)).isEqualTo(Vector.frame("server room-members", "thrift-compact"));
    }

    @ParameterizedTest
    @CsvSource({
        "atim NewRoom private, thrift-compact, false", "timjs NewRoom private, json, false",
        "atim NewRoom open, thrift-compact, true", "timjs NewRoom open, json, true"
    })
    void makesAGroupOfANodeOfItsOwn(String vector, String format, boolean isOpen) {
        client.raw(Vector.frame(vector, format)).ack(41);

        RoomCommand.CreateRoom made =
                session.commands(RoomCommand.CreateRoom.class).get(0);
        assertThat(made.title()).isIn("my room", "open room");
        assertThat(made.join() == JoinPolicy.OPEN).isEqualTo(isOpen);
        assertThat(made.room().name()).hasSizeBetween(10, 11);
        assertThat(client.ack(41))
                .isEqualTo(Compact.struct(
                        1, true, 2, (byte) 41, 4, 8L, 5, made.room().name()));
    }

    /** In silence: a notice tells who has come in, or who wants to. */
    @ParameterizedTest
    @CsvSource({"atim AddRoom, thrift-compact", "timjs AddRoom, json"})
    void applies(String vector, String format) {
        client.raw(Vector.frame(vector, format));

        await().until(() -> session.commands(RoomCommand.ApplyToRoom.class).size() == 1);
        assertThat(session.commands(RoomCommand.ApplyToRoom.class).get(0).room())
                .isEqualTo(ROOM);
        assertThat(client.ping().frames(12)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "atim RejectRoom, thrift-compact, 11", "timjs RejectRoom, json, 11",
        "atim BlockRoom, thrift-compact, 14", "timjs BlockRoom, json, 14",
        "atim BlockRoomMember, thrift-compact, 15", "timjs BlockRoomMember, json, 15"
    })
    void keepsOthersOut(String vector, String format, long rtype) {
        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(41))
                .containsEntry(1, true)
                .containsEntry(4, rtype)
                .containsEntry(5, ROOM.name());
        assertThat(session.commands(RoomCommand.RejectApplicant.class)).hasSize(rtype == 11 ? 1 : 0);
        assertThat(session.commands(RoomCommand.BlockRoom.class)).hasSize(rtype == 14 ? 1 : 0);
        assertThat(session.commands(RoomCommand.BanMember.class)).hasSize(rtype == 15 ? 1 : 0);
    }

    @Test
    void listsWhoIsKeptOut() {
        session.answer(RoomCommand.ListBlockedRooms.class, list -> Future.succeededFuture(new RoomList(List.of(ROOM))));
        session.answer(
                RoomCommand.ListBannedMembers.class, list -> Future.succeededFuture(new BannedList(List.of(TIM2))));

        client.raw(Vector.frame("atim BlockRoomList", "thrift-compact"))
                .raw(Vector.frame("atim BlockRoomMemberlist", "thrift-compact"));

        client.frame(42, 1);
        assertThat(client.frames(42).stream().map(frame -> Compact.read(frame, 1)))
                .containsExactly(
                        Compact.struct(1, 9, 2, List.of(ROOM.name())), Compact.struct(1, 10, 2, List.of(TIM2.value())));
    }

    /** Whoever does not lead the group hears nothing, as with an empty list. */
    @Test
    void tellsNobodyElseWhoIsBanned() {
        session.refuse(RoomCommand.ListBannedMembers.class, ErrorCode.FORBIDDEN);

        client.raw(Vector.frame("atim BlockRoomMemberlist", "thrift-compact"))
                .raw(Vector.frame("atim LeaveRoom", "thrift-compact"));

        assertThat(client.ack(41)).containsEntry(4, 16L);
        assertThat(client.frames(42)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"atim PullInRoom, thrift-compact", "timjs PullInRoom, json"})
    void pullsIn(String vector, String format) {
        client.raw(Vector.frame(vector, format)).ack(41);

        assertThat(session.commands(RoomCommand.AddMembers.class))
                .containsExactly(new RoomCommand.AddMembers(ROOM, Set.of(TIM2)));
        assertThat(client.frame(12, 1)).isEqualTo(Vector.frame("server pullroom-ok", "thrift-compact"));
    }

    @ParameterizedTest
    @CsvSource({"atim KickRoom, thrift-compact", "timjs KickRoom, json"})
    void kicks(String vector, String format) {
        client.raw(Vector.frame(vector, format)).ack(41);

        assertThat(session.commands(RoomCommand.RemoveMembers.class))
                .containsExactly(new RoomCommand.RemoveMembers(ROOM, Set.of(TIM2)));
        assertThat(client.ack(41)).containsEntry(4, 13L).containsEntry(7, TIM2.value());
    }

    @ParameterizedTest
    @CsvSource({"atim LeaveRoom, thrift-compact", "timjs LeaveRoom, json"})
    void leaves(String vector, String format) {
        client.raw(Vector.frame(vector, format)).ack(41);

        assertThat(session.commands(RoomCommand.LeaveRoom.class)).containsExactly(new RoomCommand.LeaveRoom(ROOM));
        assertThat(client.ack(41)).isEqualTo(Compact.struct(1, true, 2, (byte) 41, 4, 16L, 5, ROOM.name()));
    }

    @ParameterizedTest
    @CsvSource({"atim CancelRoom, thrift-compact", "timjs CancelRoom, json"})
    void cancelsAGroupThatOnlyItsFounderIsIn(String vector, String format) {
        members(TIM1);

        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(41)).containsEntry(1, true).containsEntry(4, 17L);
        assertThat(session.commands(RoomCommand.DeleteRoom.class)).hasSize(1);
    }

    @Test
    void cancelsNoGroupThatOthersAreIn() {
        members(TIM1, TIM2);

        client.raw(Vector.frame("atim CancelRoom", "thrift-compact"));

        assertThat(client.failure(41)).isEqualTo(4105);
        assertThat(session.commands(RoomCommand.DeleteRoom.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3, NOT_FOUND, 4106",
        "3, NOT_MEMBER, 4104",
        "9, NOT_FOUND, 4104",
        "12, NOT_FOUND, 4109",
        "12, FORBIDDEN, 4105",
        "13, FORBIDDEN, 4105",
        "13, NOT_FOUND, 4109",
        "16, FORBIDDEN, 4105",
        "16, NOT_MEMBER, 4109",
        "16, NOT_FOUND, 4109",
        "17, FORBIDDEN, 4105",
        "17, NOT_FOUND, 4109",
        "9, GONE, 4108",
        "9, BLOCKED, 4110",
        "9, ALREADY, 4101",
        "11, NOT_FOUND, 4109",
        "11, FORBIDDEN, 4105",
        "11, GONE, 4108",
        "12, BLOCKED, 4110",
        "12, GONE, 4108",
        "12, NOT_MEMBER, 4105",
        "15, FORBIDDEN, 4105",
        "15, GONE, 4108",
        "16, GONE, 4108",
        "17, GONE, 4108",
        "8, STORE_UNAVAILABLE, 5103"
    })
    void tellsWhyNot(int rtype, ErrorCode code, int number) {
        GatewayException failure = new GatewayException(code, "refused by the test");
        session.answer(RoomCommand.GetRoom.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.ApplyToRoom.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.RejectApplicant.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.BlockRoom.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.BanMember.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.CreateRoom.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.AddMembers.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.RemoveMembers.class, any -> Future.failedFuture(failure));
        session.answer(RoomCommand.LeaveRoom.class, any -> Future.failedFuture(failure));

        client.send(41, Compact.struct(1, rtype, 2, ROOM.name(), 3, "bob", 4, 1L, 6, "hi"));

        assertThat(client.failure(41)).isEqualTo(number);
        assertThat(client.ack(41)).containsEntry(4, (long) rtype).containsEntry(5, ROOM.name());
        assertThat(client.ping().frames(12)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "3, b b, , 4104",
        "8, , , 4104",
        "9, room, , 4104",
        "12, room, , 4104",
        "12, room, b b, 4104",
        "12, room, UHuS8PoK2LX, 4105",
        "13, room, UHuS8PoK2LX, 4105",
        "16, , , 4104",
        "17, , , 4104"
    })
    void refusesWhatCanBeNothing(int rtype, String node, String node2, int number) {
        Map<Integer, Object> request = Compact.struct(1, rtype);
        if (node != null) {
            request.put(2, node);
        }
        if (node2 != null) {
            request.put(3, node2);
        }

        assertThat(client.send(41, request).failure(41)).isEqualTo(number);
    }

    private void members(AccountId... members) {
        session.answer(
                RoomCommand.GetRoom.class,
                get -> Future.succeededFuture(
                        new RoomInfo(get.room(), "my room", TIM1, List.of(), JoinPolicy.OPEN, List.of(members), 0)));
    }
}
