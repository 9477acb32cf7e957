package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.SessionInfo;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each op as it stands in docs/protocol-websocket.md: which command it becomes, how its answer looks. */
class OperationsTest {
    private static final RoomId TEAM = new RoomId("g:team");
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomInfo ROOM =
            new RoomInfo(TEAM, "Team", ALICE, List.of(BOB), JoinPolicy.OPEN, List.of(ALICE, BOB), 7);
    private static final String ROOM_JSON =
            "{\"room\":\"g:team\",\"title\":\"Team\",\"owner\":\"alice\",\"join\":\"open\","
                    + "\"managers\":[\"bob\"],\"members\":[\"alice\",\"bob\"],\"head\":7}";
    private static final StoredMessage HELLO =
            new StoredMessage(new MessageId(398), TEAM, 7, ALICE, "c-1", 1000, Content.text("hello \"you\" ü"));
    private static final String ITEM =
            "{\"mid\":\"398\",\"room\":\"g:team\",\"kind\":\"group\",\"cseq\":7,\"from\":\"alice\","
                    + "\"ts\":1000,\"type\":\"text\",\"text\":\"hello \\\"you\\\" ü\"}";

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
                Arguments.of("room.get", "{\"room\":\"g:team\"}", new RoomCommand.GetRoom(TEAM)),
                Arguments.of("room.join", "{\"room\":\"g:team\"}", new RoomCommand.JoinRoom(TEAM)),
                Arguments.of("room.leave", "{\"room\":\"g:team\"}", new RoomCommand.LeaveRoom(TEAM)),
                Arguments.of("room.delete", "{\"room\":\"g:team\"}", new RoomCommand.DeleteRoom(TEAM)),
                Arguments.of("room.list", "{}", new RoomCommand.ListRooms()),
                Arguments.of("friend.add", "{\"account\":\"bob\"}", new ContactCommand.AddContact(BOB, null)),
                Arguments.of(
                        "friend.add",
                        "{\"account\":\"bob\",\"text\":\"hi\"}",
                        new ContactCommand.AddContact(BOB, "hi")),
                Arguments.of("friend.remove", "{\"account\":\"bob\"}", new ContactCommand.RemoveContact(BOB)),
                Arguments.of("friend.list", "{}", new ContactCommand.ListContacts()),
                Arguments.of("block.add", "{\"account\":\"bob\"}", new ContactCommand.BlockContact(BOB)),
                Arguments.of("block.remove", "{\"account\":\"bob\"}", new ContactCommand.UnblockContact(BOB)),
                Arguments.of("block.list", "{}", new ContactCommand.ListBlocked()),
                Arguments.of("session.list", "{}", new AccountCommand.ListSessions()),
                Arguments.of(
                        "account.password",
                        "{\"old\":\"a\",\"password\":\"b\"}",
                        new AccountCommand.ChangePassword("a", "b")),
                Arguments.of(
                        "room.create",
                        "{\"room\":\"g:team\",\"title\":\"Team\",\"join\":\"open\",\"members\":[\"bob\"]}",
                        new RoomCommand.CreateRoom(TEAM, "Team", JoinPolicy.OPEN, Set.of(BOB))),
                Arguments.of(
                        "room.create",
                        "{\"room\":\"g:team\",\"unknown\":1,\"title\":null}",
                        new RoomCommand.CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of())),
                Arguments.of(
                        "room.member.add",
                        "{\"room\":\"g:team\",\"accounts\":[\"bob\"]}",
                        new RoomCommand.AddMembers(TEAM, Set.of(BOB))),
                Arguments.of(
                        "room.member.remove",
                        "{\"room\":\"g:team\",\"accounts\":[\"bob\"]}",
                        new RoomCommand.RemoveMembers(TEAM, Set.of(BOB))),
                Arguments.of(
                        "room.apply",
                        "{\"room\":\"g:team\",\"text\":\"let me in\"}",
                        new RoomCommand.ApplyToRoom(TEAM, "let me in")),
                Arguments.of("room.apply", "{\"room\":\"g:team\"}", new RoomCommand.ApplyToRoom(TEAM, "")),
                Arguments.of(
                        "room.member.reject",
                        "{\"room\":\"g:team\",\"account\":\"bob\",\"text\":\"no\"}",
                        new RoomCommand.RejectApplicant(TEAM, BOB, "no")),
                Arguments.of(
                        "room.member.ban",
                        "{\"room\":\"g:team\",\"account\":\"bob\"}",
                        new RoomCommand.BanMember(TEAM, BOB)),
                Arguments.of("room.member.banned", "{\"room\":\"g:team\"}", new RoomCommand.ListBannedMembers(TEAM)),
                Arguments.of(
                        "room.member.transfer",
                        "{\"room\":\"g:team\",\"account\":\"bob\"}",
                        new RoomCommand.TransferRoom(TEAM, BOB)),
                Arguments.of("room.block", "{\"room\":\"g:team\"}", new RoomCommand.BlockRoom(TEAM)),
                Arguments.of("room.blocked", "{}", new RoomCommand.ListBlockedRooms()),
                Arguments.of(
                        "room.update",
                        "{\"room\":\"g:team\",\"title\":\"Us\",\"join\":\"approval\",\"managers\":[\"bob\"]}",
                        new RoomCommand.UpdateRoom(TEAM, "Us", JoinPolicy.APPROVAL, Set.of(BOB))),
                Arguments.of(
                        "room.update",
                        "{\"room\":\"g:team\",\"managers\":[]}",
                        new RoomCommand.UpdateRoom(TEAM, null, null, Set.of())),
                Arguments.of(
                        "msg.recall", "{\"room\":\"g:team\",\"cseq\":7}", new MessageCommand.RecallMessage(TEAM, 7)),
                Arguments.of(
                        "msg.burn",
                        "{\"room\":\"d:alice|bob\",\"cseq\":7}",
                        new MessageCommand.BurnMessage(new RoomId("d:alice|bob"), 7)),
                Arguments.of(
                        "room.pull",
                        "{\"room\":\"g:team\"}",
                        new MessageCommand.ReadHistory(TEAM, 0, 0, 200, 5_242_880)),
                Arguments.of(
                        "room.pull",
                        "{\"room\":\"g:team\",\"after\":1,\"before\":9,\"limit\":5,\"maxBytes\":70000}",
                        new MessageCommand.ReadHistory(TEAM, 1, 9, 5, 70_000)),
                Arguments.of(
                        "sync.pull",
                        "{\"after\":16,\"limit\":200,\"maxBytes\":5242880}",
                        new InboxCommand.PullInbox(16, 200, 5_242_880)),
                Arguments.of("sync.ack", "{\"iseq\":16}", new InboxCommand.AckInbox(16)),
                Arguments.of(
                        "presence.set",
                        "{\"status\":\"in a meeting\"}",
                        new PresenceCommand.SetPresence("in a meeting")),
                Arguments.of(
                        "presence.get",
                        "{\"accounts\":[\"bob\",\"alice\"]}",
                        new PresenceCommand.GetPresence(List.of(BOB, ALICE))),
                Arguments.of(
                        "presence.watch", "{\"accounts\":[\"bob\"]}", new PresenceCommand.WatchPresence(List.of(BOB))),
                Arguments.of(
                        "presence.unwatch",
                        "{\"accounts\":[\"bob\"]}",
                        new PresenceCommand.UnwatchPresence(List.of(BOB))));
    }

    @Test
    void signalsGoToARoomToFriendsToAccounts() {
        String typing = "\"type\":\"typing\",\"text\":\"x\"}";

        assertThat(client.ask("1", "signal.send", "{\"to\":\"bob\"," + typing))
                .isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{}}");
        client.ask("2", "signal.send", "{\"to\":\"g:team\"," + typing);
        client.ask("3", "signal.send", "{\"friends\":true," + typing);
        client.ask("4", "signal.send", "{\"accounts\":[\"bob\"]," + typing);

        assertThat(session.commands(SignalCommand.Signal.class).stream().map(SignalCommand.Signal::room))
                .containsExactly(RoomId.direct(ALICE, BOB), TEAM);
        assertThat(session.commands(SignalCommand.SignalContacts.class)).hasSize(1);
        SignalCommand.SignalAccounts last =
                session.commands(SignalCommand.SignalAccounts.class).get(0);
        assertThat(last.accounts()).containsExactly(BOB);
        assertThat(last.content().type()).isEqualTo("typing");
        assertThat(last.content().asText()).contains("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'text':'x'}", "{'to':'bob','friends':true,'text':'x'}", "{'to':'bob','accounts':[],'text':'x'}"})
    void aSignalHasOneAddress(String args) {
        assertThat(client.ask("1", "signal.send", args.replace('\'', '"')))
                .startsWith("{\"id\":\"1\",\"code\":1001")
                .contains("one of to, accounts, friends");
    }

    @Test
    void profilesAreReadAndChanged() {
        session.answer(
                ProfileCommand.ReadProfiles.class,
                command -> Future.succeededFuture(new AccountProfiles(
                        new TreeMap<>(Map.of(BOB, Profile.of(7, Map.of("name", new byte[] {1})))))));

        assertThat(client.ask("1", "profile.get", "{\"accounts\":[\"bob\"]}"))
                .isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{\"profiles\":"
                        + "[{\"account\":\"bob\",\"since\":7,\"entries\":{\"name\":\"AQ==\"}}]}}");
        assertThat(client.ask("2", "profile.set", "{\"entries\":{\"name\":\"AQ==\",\"area\":\"\"}}"))
                .startsWith("{\"id\":\"2\",\"code\":0,\"res\":{\"since\":1,\"entries\":{");
        assertThat(client.ask("3", "profile.rooms", "{\"rooms\":[\"g:team\"]}"))
                .isEqualTo("{\"id\":\"3\",\"code\":0,\"res\":{\"profiles\":[]}}");
        assertThat(client.ask("4", "profile.set", "{}")).contains("entries is missing");

        ProfileCommand.UpdateProfile update =
                session.commands(ProfileCommand.UpdateProfile.class).get(0);
        assertThat(update.entries()).containsOnlyKeys("name", "area");
        assertThat(update.entries().get("area")).isEmpty();
        assertThat(session.commands())
                .contains(
                        new ProfileCommand.ReadProfiles(List.of(BOB)),
                        new ProfileCommand.ReadRoomProfiles(List.of(TEAM)));
    }

    @Test
    void contactsAreAnsweredAsTheyStand() {
        session.answer(
                ContactCommand.AddContact.class,
                command -> Future.succeededFuture(new ContactInfo(command.account(), true)));
        session.answer(
                ContactCommand.ListContacts.class,
                command -> Future.succeededFuture(new AccountList(List.of(ALICE, BOB))));

        assertThat(client.ask("1", "friend.add", "{\"account\":\"bob\"}"))
                .isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{\"account\":\"bob\",\"friend\":true}}");
        assertThat(client.ask("2", "friend.list", "{}"))
                .isEqualTo("{\"id\":\"2\",\"code\":0,\"res\":{\"accounts\":[\"alice\",\"bob\"]}}");
    }

    /** lessons-from-tim.md W-17: lists that are empty were not answered at all. */
    @Test
    void anEmptyListIsAnAnswer() {
        assertThat(client.ask("1", "block.list", "{}"))
                .isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{\"accounts\":[]}}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("commands")
    void becomesItsCommand(String op, String args, Command<?> expected) {
        String answer = client.ask("1", op, args);

        assertThat(answer).startsWith("{\"id\":\"1\",\"code\":0,\"res\":{");
        assertThat(session.commands()).containsExactly(expected);
    }

    @Test
    void tellsTheNumbersOfTheEntryThatTookAMessageAway() {
        assertThat(client.ask("1", "msg.recall", "{\"room\":\"g:team\",\"cseq\":7}"))
                .isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{\"mid\":\"1007\",\"room\":\"g:team\",\"cseq\":8,"
                        + "\"ts\":2000,\"iseq\":9,\"prev\":8,\"dup\":false}}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "msg.send | {\"text\":\"x\"} | args.to is missing, expected a string",
                "msg.send | {\"to\":5,\"text\":\"x\"} | args.to is a number, expected a string",
                "msg.send | {\"to\":\"b b\",\"text\":\"x\"} | args.to: account id has U+0020 at position 1",
                "msg.send | {\"to\":\"bob\"} | args.text is missing, expected either text or b64",
                "msg.send | {\"to\":\"bob\",\"text\":\"x\",\"b64\":\"\"} | args.b64 stands beside text",
                "msg.send | {\"to\":\"bob\",\"b64\":\"?\"} | args.b64 is no base64",
                "msg.send | {\"to\":\"bob\",\"text\":\"x\",\"attrs\":{\"a\":\"?\"}} | args.attrs.a is no base64",
                "msg.send | {\"to\":\"bob\",\"text\":\"x\",\"attrs\":[]} | args.attrs is a list, expected an object",
                "msg.send | {\"to\":\"c:a/+\",\"text\":\"x\"} | args.to: topic has the wildcard '+'",
                "msg.send | {\"to\":\"c:a\",\"text\":\"x\",\"qos\":3} | args.qos is 3, expected a number from 0 to 2",
                "msg.send | {\"to\":\"c:a\",\"text\":\"x\",\"qos\":1.5} | args.qos is a number, expected a whole"
                        + " number",
                "msg.recall | {\"room\":\"g:t\"} | args.cseq is missing, expected a whole number",
                "msg.burn | {\"room\":\"g:t\",\"cseq\":0} | args.cseq is 0, expected a number from 1",
                "room.member.ban | {\"room\":\"g:t\"} | args.account is missing, expected a string",
                "room.update | {\"room\":\"g:t\",\"managers\":5} | args.managers is a number, expected a list",
                "room.get | {} | args.room is missing, expected a string",
                "room.get | {\"room\":\"team\"} | args.room: room id must look like",
                "room.create | {\"room\":\"g:t\",\"join\":\"all\"} | args.join: expected open, approval or invite",
                "room.create | {\"room\":\"g:t\",\"members\":[1]} | args.members has a number, expected strings only",
                "room.pull | {\"room\":\"g:t\",\"limit\":201} | args.limit is 201, expected a number from 1 to 200",
                "room.join | {\"filter\":\"a/#/b\"} | args.filter: topic filter has a misplaced '#'",
                "sync.ack | {} | args.iseq is missing, expected a whole number",
                "sync.pull | {\"after\":-1} | args.after is -1, expected",
                "presence.get | {} | args.accounts is missing, expected a list",
                "presence.set | {\"status\":{}} | args.status is an object, expected a string",
            })
    void refusesArgsByName(String op, String args, String info) {
        String answer = client.ask("1", op, args);

        assertThat(answer).startsWith("{\"id\":\"1\",\"code\":1001,\"error\":\"bad_request\",\"info\":\"" + info);
        assertThat(session.commands()).isEmpty();
    }

    @Test
    void answersRequestsWithoutLegalIdOrOpWithIdNull() {
        client.send("{\"op\":\"ping\"}");
        assertThat(client.awaitMessage("id must be"))
                .isEqualTo("{\"id\":null,\"code\":1001,\"error\":\"bad_request\","
                        + "\"info\":\"id must be a whole number or a string of at most 64 characters\"}");

        client.send("{\"id\":3}");
        assertThat(client.awaitMessage("op is missing")).startsWith("{\"id\":null,\"code\":1001,");

        client.send("{\"id\":1.5,\"op\":\"ping\"}");
        client.send("{\"id\":4,\"op\":\"no.such\"}");
        assertThat(client.awaitMessage("no.such"))
                .isEqualTo("{\"id\":4,\"code\":1003,\"error\":\"unsupported\",\"info\":\"there is no op no.such\"}");
    }

    @Test
    void tellsRefusalsWithTheirCodeAndDefectsWithoutDetails() {
        session.refuse(RoomCommand.GetRoom.class, ErrorCode.NOT_MEMBER);
        session.answer(
                RoomCommand.ListRooms.class,
                asked -> Future.failedFuture(new IllegalStateException("secret of the store")));

        assertThat(client.ask("1", "room.get", "{\"room\":\"g:team\"}"))
                .isEqualTo("{\"id\":\"1\",\"code\":1203,\"error\":\"not_member\",\"info\":\"refused by the test\"}");
        assertThat(client.ask("2", "room.list", "{}"))
                .isEqualTo("{\"id\":\"2\",\"code\":1008,\"error\":\"internal\",\"info\":\"internal error\"}");
    }

    @Test
    void answersASendWithTheNumbersOfTheMessage() {
        session.answer(
                MessageCommand.SendMessage.class,
                sent -> Future.succeededFuture(new Sent("c-1", new MessageId(398), 7, 1000, 16, 15, false)));

        String answer =
                client.ask("1", "msg.send", "{\"cmid\":\"c-1\",\"to\":\"bob\",\"type\":\"text\",\"text\":\"hi\"}");

        assertThat(answer)
                .isEqualTo(
                        "{\"id\":\"1\",\"code\":0,\"res\":{\"cmid\":\"c-1\",\"mid\":\"398\",\"room\":\"d:alice|bob\","
                                + "\"cseq\":7,\"ts\":1000,\"iseq\":16,\"prev\":15,\"dup\":false}}");
        MessageCommand.SendMessage command =
                session.commands(MessageCommand.SendMessage.class).get(0);
        assertThat(command.room()).isEqualTo(RoomId.direct(ALICE, BOB));
        assertThat(command.content().asText()).contains("hi");
    }

    @Test
    void sendsBytesWithTypeAndAttributes() {
        client.ask(
                "1",
                "msg.send",
                "{\"to\":\"g:team\",\"b64\":\"AAEC\",\"type\":\"image/png\",\"attrs\":{\"w\":\"AQ==\"}}");

        MessageCommand.SendMessage command =
                session.commands(MessageCommand.SendMessage.class).get(0);
        assertThat(command.room()).isEqualTo(TEAM);
        assertThat(command.cmid()).isNull();
        assertThat(command.content().type()).isEqualTo("image/png");
        assertThat(command.content().bytes()).containsExactly(0, 1, 2);
        assertThat(command.content().attrs().get("w")).containsExactly(1);
    }

    @Test
    void answersPages() {
        session.answer(
                InboxCommand.PullInbox.class,
                pull -> Future.succeededFuture(
                        new InboxPage(17, 18, List.of(new InboxItem(18, 1001, Direction.IN, HELLO)), 20)));
        session.answer(
                MessageCommand.ReadHistory.class,
                read -> Future.succeededFuture(new HistoryPage(List.of(HELLO), 9, true)));

        assertThat(client.ask("1", "sync.pull", "{\"after\":16}"))
                .isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{\"from\":17,\"to\":18,\"head\":20,\"more\":true,"
                        + "\"last\":false,\"items\":[{\"iseq\":18,\"its\":1001,\"dir\":\"in\",\"item\":" + ITEM
                        + "}]}}");
        assertThat(client.ask("2", "room.pull", "{\"room\":\"g:team\"}"))
                .isEqualTo("{\"id\":\"2\",\"code\":0,\"res\":{\"items\":[" + ITEM + "],\"head\":9,\"more\":true}}");
    }

    @Test
    void answersRoomsPresencesSessions() {
        session.answer(RoomCommand.GetRoom.class, asked -> Future.succeededFuture(ROOM));
        session.answer(RoomCommand.ListRooms.class, asked -> Future.succeededFuture(new RoomList(List.of(TEAM))));
        session.answer(
                PresenceCommand.GetPresence.class,
                asked -> Future.succeededFuture(new PresenceList(List.of(new PresenceState(BOB, true, "here", 5)))));
        session.answer(
                AccountCommand.ListSessions.class,
                asked -> Future.succeededFuture(new SessionList(List.of(
                        new SessionInfo(new SessionId(17), ALICE, new DeviceId("phone"), "mobile", "websocket", 9)))));

        assertThat(client.ask("1", "room.get", "{\"room\":\"g:team\"}")).endsWith("\"res\":" + ROOM_JSON + "}");
        assertThat(client.ask("2", "room.list", "{}")).endsWith("\"res\":{\"rooms\":[\"g:team\"]}}");
        assertThat(client.ask("3", "presence.get", "{\"accounts\":[\"bob\"]}"))
                .endsWith(
                        "\"res\":{\"states\":[{\"account\":\"bob\",\"online\":true,\"status\":\"here\",\"since\":5}]}}");
        assertThat(client.ask("4", "session.list", "{}"))
                .endsWith("\"res\":{\"sessions\":[{\"sid\":\"17\",\"dev\":\"phone\",\"platform\":\"mobile\","
                        + "\"protocol\":\"websocket\",\"since\":9}]}}");
    }

    @Test
    void acksWithoutIdAreNotAnswered() {
        client.send("{\"op\":\"sync.ack\",\"args\":{\"iseq\":3}}");
        client.send("{\"op\":\"sync.pull\",\"args\":{\"after\":3}}");
        client.ask("after", "ping", "{}");

        assertThat(client.awaitMessage("\"id\":null")).contains("\"code\":0,\"res\":{\"from\":4");
        assertThat(client.messages()).hasSize(3);
        assertThat(session.commands())
                .containsExactly(new InboxCommand.AckInbox(3), new InboxCommand.PullInbox(3, 200, 5_242_880));
    }

    @Test
    void refusesTheSeventeenthUnansweredSend() {
        session.holdReceipts();
        for (int i = 0; i < 16; i++) {
            client.send("{\"id\":" + i + ",\"op\":\"msg.send\",\"args\":{\"to\":\"c:t\",\"text\":\"x\"}}");
        }

        assertThat(client.ask("17", "msg.send", "{\"to\":\"bob\",\"text\":\"x\"}"))
                .isEqualTo("{\"id\":\"17\",\"code\":1004,\"error\":\"rate_limited\","
                        + "\"info\":\"more than 16 sends are unanswered\"}");
        session.releaseReceipts();
        client.awaitMessage("\"id\":15,\"code\":0");
        assertThat(client.ask("18", "msg.send", "{\"to\":\"bob\",\"text\":\"x\"}"))
                .contains("\"code\":0");
    }

    @Test
    void publishesToChannels() {
        String answer =
                client.ask("1", "msg.send", "{\"to\":\"c:room/temp\",\"text\":\"21\",\"qos\":2,\"retain\":true}");

        assertThat(answer).isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{\"room\":\"c:room/temp\",\"matched\":false}}");
        assertThat(session.publications()).singleElement().satisfies(publication -> {
            assertThat(publication.topic()).isEqualTo("room/temp");
            assertThat(publication.qos()).isEqualTo(2);
            assertThat(publication.retain()).isTrue();
        });
        session.refusePublications(ErrorCode.FORBIDDEN);
        assertThat(client.ask("2", "msg.send", "{\"to\":\"c:$x\",\"text\":\"\"}"))
                .contains("\"code\":1103");
    }

    @Test
    void logsOut() {
        assertThat(client.ask("1", "logout", "{}")).isEqualTo("{\"id\":\"1\",\"code\":0,\"res\":{}}");
        assertThat(client.awaitClose()).isEqualTo(1000);
        assertThat(session.closes()).isEqualTo(1);
    }
}
