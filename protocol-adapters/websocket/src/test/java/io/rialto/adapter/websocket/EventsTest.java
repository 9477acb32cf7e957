package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event as it stands in docs/protocol-websocket.md. */
class EventsTest {
    private static final RoomId TEAM = new RoomId("g:team");
    private static final AccountId BOB = new AccountId("bob");
    private static final byte[] LARGE = new byte[65 * 1024];

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

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new Push.Notice(21, 1000, 5), "{\"ev\":\"s_ntf\",\"head\":21,\"its\":1000,\"n\":5}"),
                Arguments.of(
                        new Push.MemberChanged(TEAM, BOB, true),
                        "{\"ev\":\"member\",\"room\":\"g:team\",\"account\":\"bob\",\"joined\":true}"),
                Arguments.of(
                        new Push.Signalled(TEAM, BOB, new Content("typing", new byte[0], Map.of("k", new byte[] {1}))),
                        "{\"ev\":\"signal\",\"room\":\"g:team\",\"from\":\"bob\",\"type\":\"typing\",\"text\":\"\","
                                + "\"attrs\":{\"k\":\"AQ==\"}}"),
                Arguments.of(
                        new Push.PresenceChanged(new PresenceState(BOB, true, "", 7)),
                        "{\"ev\":\"presence\",\"account\":\"bob\",\"online\":true,\"status\":\"\",\"since\":7}"),
                Arguments.of(
                        new Push.LaneChanged(new RoomId("s:show"), "cam", BOB, false),
                        "{\"ev\":\"lane\",\"room\":\"s:show\",\"lane\":\"cam\",\"account\":\"bob\",\"joined\":false}"),
                Arguments.of(
                        new Push.StreamEnded(new RoomId("s:show"), Push.StreamEnd.IDLE),
                        "{\"ev\":\"ended\",\"room\":\"s:show\",\"why\":\"idle\"}"),
                Arguments.of(
                        item(Direction.IN, Content.text("hi"), false),
                        "{\"ev\":\"s_msg\",\"iseq\":16,\"prev\":15,\"dup\":false,\"its\":1001,\"dir\":\"in\","
                                + "\"item\":{\"mid\":\"398\",\"room\":\"g:team\",\"kind\":\"group\",\"cseq\":7,"
                                + "\"from\":\"bob\",\"ts\":1000,\"type\":\"text\",\"text\":\"hi\"}}"),
                Arguments.of(
                        item(Direction.OUT, new Content("image", new byte[] {-1}, Map.of("w", new byte[] {1})), true),
                        "{\"ev\":\"s_msg\",\"iseq\":16,\"prev\":15,\"dup\":true,\"its\":1001,\"dir\":\"out\","
                                + "\"item\":{\"mid\":\"398\",\"room\":\"g:team\",\"kind\":\"group\",\"cseq\":7,"
                                + "\"from\":\"bob\",\"cmid\":\"c-1\",\"ts\":1000,\"type\":\"image\",\"b64\":\"/w==\","
                                + "\"attrs\":{\"w\":\"AQ==\"}}}"),
                Arguments.of(
                        item(Direction.IN, Content.untyped(LARGE), false),
                        "{\"ev\":\"s_msg\",\"iseq\":16,\"prev\":15,\"dup\":false,\"its\":1001,\"dir\":\"in\","
                                + "\"item\":{\"mid\":\"398\",\"room\":\"g:team\",\"kind\":\"group\",\"cseq\":7,"
                                + "\"from\":\"bob\",\"ts\":1000,\"type\":\"text\",\"ref\":{\"size\":66560}}}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void looksAsDocumented(Push push, String json) {
        session.push(push);

        assertThat(client.awaitMessage("\"ev\"")).isEqualTo(json);
    }

    @Test
    void readsNothingWhileCoreIsCongested() {
        session.congest(true);
        session.push(new Push.Notice(1, 1, 1));
        client.awaitMessage("s_ntf");

        client.send("{\"id\":\"later\",\"op\":\"ping\"}");
        await().during(Duration.ofMillis(200))
                .until(() -> client.messages().stream().noneMatch(one -> one.contains("later")));

        session.congest(false);
        assertThat(client.awaitMessage("later")).contains("serverTs");
    }

    @Test
    void saysKickedThenCloses() {
        session.push(new Push.Kicked(Push.Reason.REPLACED));

        assertThat(client.awaitClose()).isEqualTo(4001);
        assertThat(client.awaitMessage("kicked")).isEqualTo("{\"ev\":\"kicked\",\"why\":\"replaced\"}");
        assertThat(session.closes()).isEqualTo(1);
    }

    @Test
    void saysGoawayOnAKickForShutdown() {
        session.push(new Push.Kicked(Push.Reason.SHUTDOWN));

        assertThat(client.awaitClose()).isEqualTo(1001);
        assertThat(client.awaitMessage("goaway")).matches("\\{\"ev\":\"goaway\",\"delayMs\":\\d+}");
    }

    @Test
    void saysGoawayWhenTheServerShutsDown() {
        node.shutdown();

        assertThat(client.awaitClose()).isEqualTo(1001);
        assertThat(client.awaitMessage("goaway")).contains("delayMs");
        assertThat(session.closes()).isEqualTo(1);
    }

    private static Push item(Direction direction, Content content, boolean again) {
        StoredMessage message = new StoredMessage(new MessageId(398), TEAM, 7, BOB, "c-1", 1000, content);
        return new Push.Item(new InboxItem(16, 1001, direction, message), 15, again);
    }
}
