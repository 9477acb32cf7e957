package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.thrift.VroomClient.Answer;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table in tim-protocol.md §4.12, in both flavours. */
@ExtendWith(NoLeaks.class)
class VirtualRoomsTest {
    private static final RoomId ROOM = new RoomId("s:X1");
    private static final AccountId BOB = new AccountId("bob");

    private final TestDoor door = new TestDoor();
    private VroomClient client;
    private FakeSession session;

    @AfterEach
    void close() {
        assertThat(client.client().ping().isOpen()).isTrue();
        door.close();
    }

    @Test
    void keepsASubscriptionOfWhichAnEarlierRequestIsRefused() {
        signIn(Flavour.COMPACT);
        Queue<Promise<StreamSubscribed>> answers = new ConcurrentLinkedQueue<>();
        session.answer(StreamCommand.SubscribeLane.class, asked -> {
            Promise<StreamSubscribed> answer = Promise.promise();
            answers.add(answer);
            return answer.future();
        });
        int before = client.answers();
        client.request(5, "X1", null, null);
        client.request(5, "X1", null, null);
        await().until(() -> answers.size() == 2);

        answers.remove().fail(new GatewayException(ErrorCode.NOT_FOUND, "not yet"));
        answers.remove().complete(new StreamSubscribed(new StreamPlace(1, 0), 0));

        assertThat(client.answer(before).ok()).isFalse();
        assertThat(client.answer(before + 1)).isEqualTo(Answer.ok(5, "X1"));
        client.ask(6, "X1", null, null);
        assertThat(session.commands(StreamCommand.UnsubscribeLane.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void registersARoomOfARandomName(Flavour flavour) {
        signIn(flavour);

        assertThat(client.ask(1, null, null, null)).isEqualTo(Answer.ok(1, "made-by-fake"));
        assertThat(asked()).containsExactly(new StreamCommand.CreateStream(null, StreamPreset.VROOM));
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhyARoomIsNotRegistered(Flavour flavour) {
        signIn(flavour);
        session.refuse(StreamCommand.CreateStream.class, ErrorCode.LIMIT_REACHED);

        assertThat(client.ask(1, null, null, null)).isEqualTo(Answer.refused(1, 5104, null));
    }

    @ParameterizedTest
    @EnumSource
    void removesARoom(Flavour flavour) {
        signIn(flavour);

        assertThat(client.ask(2, "X1", null, null)).isEqualTo(Answer.ok(2, "X1"));
        assertThat(asked()).containsExactly(new StreamCommand.RemoveStream(ROOM));
    }

    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "NOT_FOUND"})
    void saysYesToTheRemovalOfARoomOfOthersOrOfNone(ErrorCode code) {
        signIn(Flavour.COMPACT);
        session.refuse(StreamCommand.RemoveStream.class, code);

        assertThat(client.ask(2, "X1", null, null)).isEqualTo(Answer.ok(2, "X1"));
    }

    @Test
    void tellsThatARemovalFailed() {
        signIn(Flavour.JSON);
        session.refuse(StreamCommand.RemoveStream.class, ErrorCode.TIMEOUT);

        assertThat(client.ask(2, "X1", null, null)).isEqualTo(Answer.refused(2, 5103, "X1"));
    }

    @ParameterizedTest
    @EnumSource
    void grantsAndTakesTheRightToPublish(Flavour flavour) {
        signIn(flavour);

        assertThat(client.ask(3, "X1", "bob", null)).isEqualTo(Answer.ok(3, "bob"));
        assertThat(client.ask(4, "X1", "bob", null)).isEqualTo(Answer.ok(4, "bob"));
        assertThat(asked())
                .containsExactly(
                        new StreamCommand.GrantStream(ROOM, BOB, true),
                        new StreamCommand.GrantStream(ROOM, BOB, false));
    }

    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "NOT_FOUND"})
    void refusesGrantsOfWhoeverIsNotTheOwner(ErrorCode code) {
        signIn(Flavour.JSON);
        session.refuse(StreamCommand.GrantStream.class, code);

        assertThat(client.ask(3, "X1", "bob", null)).isEqualTo(Answer.refused(3, 4105, "bob"));
        assertThat(client.ask(4, "X1", "bob", null)).isEqualTo(Answer.refused(4, 4105, "bob"));
    }

    @ParameterizedTest
    @EnumSource
    void subscribesToLane0InEitherMode(Flavour flavour) {
        signIn(flavour);

        assertThat(client.ask(5, "X1", null, null)).isEqualTo(Answer.ok(5, "X1"));
        assertThat(client.ask(5, "X1", null, 1L)).isEqualTo(Answer.ok(5, "X1"));

        List<StreamCommand.SubscribeLane> commands = session.commands(StreamCommand.SubscribeLane.class);
        assertThat(commands).hasSize(2).allSatisfy(command -> assertThat(command)
                .isEqualTo(new StreamCommand.SubscribeLane(ROOM, "0", Set.of(), null, command.subscriber())));
        assertThat(commands.get(0).subscriber()).isSameAs(commands.get(1).subscriber());
    }

    static Stream<Arguments> otherModes() {
        return Stream.of(Flavour.values())
                .flatMap(flavour -> Stream.of(0L, 2L, -1L, 1L << 40).map(mode -> Arguments.of(flavour, mode)));
    }

    @ParameterizedTest
    @MethodSource("otherModes")
    void refusesOtherModes(Flavour flavour, long mode) {
        signIn(flavour);

        assertThat(client.ask(5, "X1", null, mode)).isEqualTo(Answer.refused(5, 5101, null));
        assertThat(asked()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(ErrorCode.NOT_FOUND, 4109),
                Arguments.of(ErrorCode.NOT_MEMBER, 4105),
                Arguments.of(ErrorCode.TIMEOUT, 5103));
    }

    /** Never yes without frames: a client that waits in a room that is not there is told. */
    @ParameterizedTest
    @MethodSource("refusals")
    void tellsWhyASubscriptionIsRefused(ErrorCode code, int number) {
        signIn(Flavour.COMPACT);
        session.refuse(StreamCommand.SubscribeLane.class, code);

        assertThat(client.ask(5, "X1", null, null)).isEqualTo(Answer.refused(5, number, "X1"));
    }

    @ParameterizedTest
    @EnumSource
    void cancelsWhetherSubscribedOrNot(Flavour flavour) {
        signIn(flavour);

        assertThat(client.ask(6, "X1", null, null)).isEqualTo(Answer.ok(6, "X1"));
        assertThat(asked()).isEmpty();

        client.ask(5, "X1", null, null);
        assertThat(client.ask(6, "X1", null, null)).isEqualTo(Answer.ok(6, "X1"));
        assertThat(session.commands(StreamCommand.UnsubscribeLane.class))
                .containsExactly(new StreamCommand.UnsubscribeLane(ROOM, null, Set.of()));
    }

    @Test
    void saysYesToACancellationThatCoreRefuses() {
        signIn(Flavour.COMPACT);
        session.refuse(StreamCommand.UnsubscribeLane.class, ErrorCode.TIMEOUT);
        client.ask(5, "X1", null, null);

        assertThat(client.ask(6, "X1", null, null)).isEqualTo(Answer.ok(6, "X1"));
    }

    static Stream<Arguments> malformedNodes() {
        return Stream.of(Flavour.values()).flatMap(flavour -> Stream.of(null, "", "a/b", "a b", "ä", "x".repeat(65))
                .map(node -> Arguments.of(flavour, node)));
    }

    @ParameterizedTest
    @MethodSource("malformedNodes")
    void refusesMalformedNodes(Flavour flavour, String node) {
        signIn(flavour);

        for (int rtype = 2; rtype <= 6; rtype++) {
            assertThat(client.ask(rtype, node, "bob", null)).isEqualTo(Answer.refused(rtype, 4104, null));
        }
        assertThat(asked()).isEmpty();
    }

    static Stream<Arguments> malformedAccounts() {
        return Stream.of(3, 4)
                .flatMap(rtype -> Stream.of(null, "", "b/b").map(account -> Arguments.of(rtype, account)));
    }

    @ParameterizedTest
    @MethodSource("malformedAccounts")
    void refusesGrantsToNobody(int rtype, String account) {
        signIn(Flavour.COMPACT);

        assertThat(client.ask(rtype, "X1", account, null)).isEqualTo(Answer.refused(rtype, 4104, null));
        assertThat(asked()).isEmpty();
    }

    static Stream<Arguments> unknownOperations() {
        return Stream.of(Flavour.values())
                .flatMap(flavour -> Stream.of(null, 0, 7, -1).map(rtype -> Arguments.of(flavour, rtype)));
    }

    @ParameterizedTest
    @MethodSource("unknownOperations")
    void refusesUnknownOperations(Flavour flavour, Integer rtype) {
        signIn(flavour);

        Long told = rtype == null ? null : rtype.longValue();
        assertThat(client.ask(rtype, "X1", null, null)).isEqualTo(new Answer(false, 22, 4104, told, null));
        assertThat(asked()).isEmpty();
    }

    private void signIn(Flavour flavour) {
        client = VroomClient.signedIn(door, flavour, "ann", "phone");
        session = door.sessions().ofDevice("phone");
    }

    private List<Command<?>> asked() {
        return session.commands().stream()
                .filter(command -> !(command instanceof InboxCommand.OpenInbox))
                .toList();
    }
}
