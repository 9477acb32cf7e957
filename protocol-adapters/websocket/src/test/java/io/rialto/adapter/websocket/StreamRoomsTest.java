package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each op on stream rooms as it stands in docs/protocol-websocket.md. */
class StreamRoomsTest {
    private static final RoomId SHOW = new RoomId("s:show");
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private TestNode node;
    private JdkClient client;
    private FakeSession session;

    @BeforeEach
    void start() {
        node = new TestNode();
        client = node.signedIn("alice", "phone");
        session = node.sessions().ofDevice("phone");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                row("room.create", "{\"preset\":\"vroom\"}", new StreamCommand.CreateStream(null, StreamPreset.VROOM)),
                row(
                        "room.create",
                        "{\"room\":\"s:show\",\"preset\":\"rtm\"}",
                        new StreamCommand.CreateStream(SHOW, StreamPreset.RTM)),
                row("room.delete", "{\"room\":\"s:show\"}", new StreamCommand.RemoveStream(SHOW)),
                row("room.join", "{\"room\":\"s:show\"}", new StreamCommand.JoinStream(SHOW)),
                row("room.leave", "{\"room\":\"s:show\"}", new StreamCommand.LeaveStream(SHOW)),
                row(
                        "room.grant",
                        "{\"room\":\"s:show\",\"account\":\"bob\"}",
                        new StreamCommand.GrantStream(SHOW, BOB, true)),
                row(
                        "room.revoke",
                        "{\"room\":\"s:show\",\"account\":\"bob\"}",
                        new StreamCommand.GrantStream(SHOW, BOB, false)),
                row("lane.join", "{\"room\":\"s:show\",\"lane\":\"cam\"}", new StreamCommand.JoinLane(SHOW, "cam")),
                row("lane.leave", "{\"room\":\"s:show\",\"lane\":\"cam\"}", new StreamCommand.LeaveLane(SHOW, "cam")),
                row("lane.unsub", "{\"room\":\"s:show\"}", new StreamCommand.UnsubscribeLane(SHOW, null, Set.of())),
                row(
                        "lane.unsub",
                        "{\"room\":\"s:show\",\"lane\":\"cam\",\"publishers\":[\"bob\"]}",
                        new StreamCommand.UnsubscribeLane(SHOW, "cam", Set.of(BOB))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("commands")
    void becomesItsCommand(String op, String args, Command<?> expected) {
        String answer = client.ask("1", op, args);

        assertThat(answer).startsWith("{\"id\":\"1\",\"code\":0,\"res\":{");
        assertThat(session.commands()).containsExactly(expected);
    }

    static Stream<Arguments> subscriptions() {
        return Stream.of(
                Arguments.of("{\"room\":\"s:show\"}", null, Set.of(), null),
                Arguments.of("{\"room\":\"s:show\",\"lane\":\"cam\"}", "cam", Set.of(), null),
                Arguments.of(
                        "{\"room\":\"s:show\",\"lane\":\"cam\",\"publishers\":[\"bob\",\"alice\"],"
                                + "\"from\":{\"epoch\":4294967297,\"seq\":7}}",
                        "cam",
                        Set.of(BOB, ALICE),
                        new StreamPlace(4294967297L, 7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subscriptions")
    void subscribes(String args, String lane, Set<AccountId> publishers, StreamPlace from) {
        String answer = client.ask("1", "lane.sub", args);

        assertThat(answer).endsWith("\"res\":{\"epoch\":1,\"seq\":0,\"missed\":0,\"handle\":1}}");
        assertThat(session.commands(StreamCommand.SubscribeLane.class))
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .isEqualTo(
                                new StreamCommand.SubscribeLane(SHOW, lane, publishers, from, command.subscriber())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "room.create | {\"room\":\"s:show\"} | args.preset is missing, expected a string",
                "room.create | {\"preset\":\"tv\"} | args.preset: expected vroom or rtm",
                "room.create | {\"room\":\"g:team\",\"preset\":\"rtm\"} | args.room: expected a stream room, s:…",
                "room.join | {\"room\":\"s:a b\"} | args.room: room name has U+0020 at position 1",
                "room.grant | {\"room\":\"s:show\"} | args.account is missing, expected a string",
                "room.grant | {\"room\":\"g:team\",\"account\":\"bob\"} | args.room: expected a stream room, s:…",
                "lane.join | {\"room\":\"s:show\"} | args.lane is missing, expected a string",
                "lane.join | {\"room\":\"s:show\",\"lane\":\"a/b\"} | args.lane: a lane's name has U+002F at position"
                        + " 1",
                "lane.sub | {} | args.room is missing, expected a string",
                "lane.sub | {\"room\":\"s:show\",\"publishers\":[\"bob\"]} | args.lane is missing, expected the lane",
                "lane.sub | {\"room\":\"s:show\",\"lane\":\"a\",\"publishers\":[1]} | args.publishers has a number",
                "lane.sub | {\"room\":\"s:show\",\"from\":{\"epoch\":1}} | args.from.seq is missing",
                "lane.sub | {\"room\":\"s:show\",\"from\":{\"epoch\":1,\"seq\":-1}} | args.from.seq is -1, expected",
            })
    void refusesArgsByName(String op, String args, String info) {
        String answer = client.ask("1", op, args);

        assertThat(answer).startsWith("{\"id\":\"1\",\"code\":1001,\"error\":\"bad_request\",\"info\":\"" + info);
        assertThat(session.commands()).isEmpty();
    }

    @Test
    void tellsWhatARoomIsWithItsHandle() {
        Map<String, List<AccountId>> lanes = new LinkedHashMap<>();
        lanes.put("cam", List.of(ALICE, BOB));
        lanes.put("mic", List.of(BOB));
        StreamInfo info = new StreamInfo(SHOW, StreamPreset.RTM, BOB, new StreamPlace(4294967297L, 9), 3, lanes);
        session.answer(StreamCommand.CreateStream.class, asked -> Future.succeededFuture(info));
        session.answer(StreamCommand.JoinStream.class, asked -> Future.succeededFuture(info));
        String res = "\"res\":{\"room\":\"s:show\",\"preset\":\"rtm\",\"owner\":\"bob\",\"epoch\":4294967297,\"seq\":9,"
                + "\"members\":3,\"lanes\":{\"cam\":[\"alice\",\"bob\"],\"mic\":[\"bob\"]},\"handle\":1}}";

        assertThat(client.ask("1", "room.create", "{\"room\":\"s:show\",\"preset\":\"rtm\"}"))
                .endsWith(res);
        assertThat(client.ask("2", "room.join", "{\"room\":\"s:show\"}")).endsWith(res);
        assertThat(client.ask("3", "lane.join", "{\"room\":\"s:show\",\"lane\":\"cam\"}"))
                .endsWith("\"res\":{\"handle\":1}}");
        assertThat(client.ask("4", "room.leave", "{\"room\":\"s:show\"}")).endsWith("\"res\":{}}");
    }

    @Test
    void tellsWhatIsNotKeptAsAGapAfterTheAnswer() {
        session.answer(
                StreamCommand.SubscribeLane.class,
                asked -> Future.succeededFuture(new StreamSubscribed(new StreamPlace(5, 20), 4)));

        client.ask("1", "lane.sub", "{\"room\":\"s:show\",\"from\":{\"epoch\":5,\"seq\":7}}");
        assertThat(client.awaitMessage("gap"))
                .isEqualTo("{\"ev\":\"gap\",\"room\":\"s:show\",\"epoch\":5,\"from\":8,\"to\":11,"
                        + "\"reason\":\"not_kept\"}");
        assertThat(client.messages().get(1)).contains("\"seq\":20,\"missed\":4");

        client.ask("2", "lane.sub", "{\"room\":\"s:show\",\"from\":{\"epoch\":4,\"seq\":7}}");
        assertThat(client.awaitMessage("\"from\":1,\"to\":4")).contains("\"epoch\":5");
    }

    @Test
    void tellsRefusals() {
        session.refuse(StreamCommand.SubscribeLane.class, ErrorCode.NOT_MEMBER);
        session.refuse(StreamCommand.JoinStream.class, ErrorCode.LIMIT_REACHED);

        assertThat(client.ask("1", "lane.sub", "{\"room\":\"s:show\"}")).contains("\"code\":1203");
        assertThat(client.ask("2", "room.join", "{\"room\":\"s:show\"}")).contains("\"code\":1204");
    }

    private static Arguments row(String op, String args, Command<?> expected) {
        return Arguments.of(op, args, expected);
    }
}
