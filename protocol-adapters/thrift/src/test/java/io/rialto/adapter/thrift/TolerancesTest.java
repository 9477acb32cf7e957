package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.session.Credentials;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do that they should not, row by row of tim-protocol.md §7, from the bytes that were captured of them. */
@ExtendWith(NoLeaks.class)
class TolerancesTest {
    private final TestDoor door = new TestDoor();

    /**
     * One deviation.
     *
     * @param row its number in §7
     * @param what it is
     * @param hex what the client sends after its sign-in
     * @param holds what must come of it
     */
    record Row(int row, String what, String hex, BiConsumer<TimClient, FakeSession> holds) {
        byte[] frame() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return "§7." + row + " " + what;
        }
    }

    private static Row row(int row, String what, byte[] frame, BiConsumer<TimClient, FakeSession> holds) {
        return new Row(row, what, HexFormat.of().formatHex(frame), holds);
    }

    @AfterEach
    void close() {
        door.close();
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(1, "atim pads a message", compact("atim MessageToUser"), TolerancesTest::hello),
                row(1, "atim pads a lot", pad(compact("atim MessageToUser"), 42), TolerancesTest::hello),
                row(1, "atim pads a request", compact("atim PullUserMessage"), asks(MessageCommand.ReadHistory.class)),
                row(1, "atim pads a presence", compact("atim BroadPresence"), asks(SignalCommand.SignalContacts.class)),
                row(3, "atim says not what it modifies", compact("atim ModifyUserInfo"), (client, session) -> {
                    assertThat(client.ack(42)).containsEntry(1, true).containsEntry(4, 6L);
                    assertThat(session.commands(ProfileCommand.UpdateProfile.class))
                            .hasSize(1);
                }),
                row(
                        3,
                        "atim says not whom it asks about",
                        compact("atim UserInfo"),
                        asks(ProfileCommand.ReadProfiles.class)),
                row(4, "atim leaves both types out", compact("atim StreamToUser"), asks(SignalCommand.Signal.class)),
                row(4, "atim leaves one type out", compact("atim StreamToRoom"), (client, session) -> {
                    asks(SignalCommand.Signal.class).accept(client, session);
                    assertThat(client.struct(90)).containsEntry(1, (byte) 3).containsEntry(2, (byte) 5);
                }),
                row(
                        5,
                        "atim loses reqInt",
                        compact("atim VirtualroomSubBinary"),
                        asks(StreamCommand.SubscribeLane.class)),
                row(7, "atim writes no Unicode", raw("atim BigDataString non-latin1"), (client, session) -> {
                    asks(SignalCommand.Signal.class).accept(client, session);
                    assertThat(session.commands(SignalCommand.Signal.class)
                                    .get(0)
                                    .content()
                                    .bytes())
                            .containsExactly('?', '?', 0xE9);
                }),
                row(8, "atim sends no length", raw("atim BigDataBinary"), asks(SignalCommand.Signal.class)),
                row(8, "timgo sends no length", raw("timgo BigDataString"), asks(SignalCommand.Signal.class)),
                row(9, "timjs ends a node with NUL", raw("timjs BigDataString"), asks(SignalCommand.Signal.class)),
                row(10, "timjs spells vNode", json("timjs PushStream b64"), TolerancesTest::published),
                row(10, "timjs maps bytes", json("timjs PushStream Uint8Array"), TolerancesTest::published),
                row(11, "timjs writes roomNode", json("timjs ModifyRoomInfo"), (client, session) -> assertThat(
                                client.failure(42))
                        .isEqualTo(4104)),
                row(20, "mids stay below 2^53", pull(Long.MAX_VALUE), asks(MessageCommand.ReadHistory.class)),
                row(21, "ids may be negative", said("{\"id\":-9223372036854775808}"), TolerancesTest::hello),
                row(22, "a termtyp that is no byte is dropped", said("{\"udtype\":70000}"), (client, session) -> {
                    hello(client, session);
                    assertThat(client.struct(90)).doesNotContainKey(13);
                }),
                row(23, "keys are written in any case", said("{\"DATASTRING\":\"hello\"}"), TolerancesTest::hello),
                row(24, "timjs writes null for nothing", said("{\"fromTid\":null,\"id\":null}"), TolerancesTest::hello),
                row(27, "timjs waits for no empty list", json("timjs Roster"), TolerancesTest::silence),
                row(27, "atim fails on an empty list", compact("atim UserRoom"), TolerancesTest::silence),
                row(27, "a pull of nothing is not answered", json("timjs PullUserMessage"), TolerancesTest::silence),
                row(28, "the end of nothing is told", new byte[] {17}, (client, session) -> assertThat(
                                client.frame(18, 0))
                        .containsExactly(18)),
                row(32, "a group on its own is no error", json("timjs NewRoom open"), (client, session) -> assertThat(
                                client.ack(41))
                        .containsEntry(1, true)),
                row(33, "a notice is no client's to send", said("{\"odType\":4}"), TolerancesTest::wrong),
                row(33, "a receiver list is none", said("{\"ToList\":[\"carl\"]}"), (client, session) -> {
                    hello(client, session);
                    assertThat(client.struct(90)).doesNotContainKey(17);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void tolerates(Row row) {
        door.sessions()
                .prepare(made -> made.answer(
                        MessageCommand.SendMessage.class,
                        send -> Future.succeededFuture(new Sent(send.cmid(), new MessageId(9), 7, 1, 1, 0, false))));
        TimClient client = door.client().signedIn("ann", "phone");
        FakeSession session = door.sessions().ofDevice("phone");

        client.raw(row.frame()).ping();

        row.holds().accept(client, session);
        assertThat(client.isOpen()).isTrue();
    }

    /** What clients send before they are in. */
    static Stream<Row> signIns() {
        return Stream.of(
                row(1, "atim pads its sign-in", compact("atim LoginByToken"), TolerancesTest::in),
                row(12, "timjs pings before it is in", TimClient.concat(new byte[] {(byte) 0x8D}, new byte[0]), null),
                row(13, "timjs names nobody with its token", json("timjs LoginByToken"), (client, none) -> assertThat(
                                new String(client.frame(12, 0), StandardCharsets.UTF_8))
                        .contains("\"ok\":true")),
                row(13, "timgo keeps its old name", compact("timgo LoginByToken"), TolerancesTest::in),
                row(
                        16,
                        "timgo comes back without anything",
                        compact("timgo reconnect before any login (empty TimAuth)"),
                        (client, none) -> assertThat(client.failure(16)).isEqualTo(4105)),
                row(24, "an empty domain is none", compact("timgo Login empty domain/resource"), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signIns")
    void toleratesAtTheDoor(Row row) {
        TimClient client = door.client().raw(row.frame());

        if (row.holds() != null) {
            row.holds().accept(client, null);
        }
        client.send(16, Compact.struct(6, "ann"));
        assertThat(client.ping().isOpen()).isTrue();
    }

    /** §7.24: whoever names no domain has the same account as who names an empty one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"ann\",\"pwd\":\"secret\"}",
                "{\"name\":\"ann\",\"pwd\":\"secret\",\"domain\":null}",
                "{\"name\":\"ann\",\"pwd\":\"secret\",\"domain\":\"\"}"
            })
    void takesAnEmptyDomainForNone(String auth) {
        door.client().sendJson(16, auth).frame(12, 0);

        assertThat(door.sessions().signIns().get(0).credentials()).isEqualTo(new Credentials.Password("ann", "secret"));
    }

    /** §7.29: the sample handlers read the error of every refusal. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18, 20, 21, 22, 41, 42, 90, 91, 92, 93, 99})
    void explainsEveryRefusal(int command) {
        TimClient client = door.client().signedIn("ann", "phone");
        door.sessions().ofDevice("phone").refuse(SignalCommand.SignalContacts.class, ErrorCode.INTERNAL);

        client.send(command, Map.of());

        Map<?, ?> error = (Map<?, ?>) client.ack(command).get(3);
        assertThat(error.get(1)).isNotNull();
        assertThat((String) error.get(2)).isNotBlank();
    }

    private static void hello(TimClient client, FakeSession session) {
        assertThat(client.struct(90)).containsEntry(10, "hello");
        assertThat(session.commands(MessageCommand.SendMessage.class)).hasSize(1);
    }

    private static void published(TimClient client, FakeSession session) {
        assertThat(session.streamPublications()).hasSize(1);
        assertThat(session.streamPublications().get(0).content().bytes()).containsExactly(1, 2, 3, 4);
        silence(client, session);
    }

    private static void silence(TimClient client, FakeSession session) {
        assertThat(client.frames().stream().filter(frame -> frame[0] != 13)).hasSize(1);
    }

    private static void wrong(TimClient client, FakeSession session) {
        assertThat(client.failure(90)).isEqualTo(4104);
        assertThat(session.commands(MessageCommand.SendMessage.class)).isEmpty();
    }

    private static void in(TimClient client, FakeSession none) {
        assertThat(client.ack(16)).containsEntry(1, true).containsKey(5);
    }

    private static BiConsumer<TimClient, FakeSession> asks(Class<? extends Command<?>> command) {
        return (client, session) -> {
            assertThat(session.commands(command)).hasSize(1);
            assertThat(client.frames(12).stream()
                            .map(frame -> Compact.read(frame, 1).get(1)))
                    .doesNotContain(false);
        };
    }

    private static byte[] compact(String vector) {
        return Vector.frame(vector, "thrift-compact");
    }

    private static byte[] json(String vector) {
        return Vector.frame(vector, "json");
    }

    private static byte[] raw(String vector) {
        return Vector.frame(vector, "raw");
    }

    private static byte[] pad(byte[] frame, int zeros) {
        return TimClient.concat(frame, new byte[zeros]);
    }

    private static byte[] pull(long mid) {
        Map<Integer, Object> request = Compact.struct(1, 1, 2, "bob", 4, mid, 5, 10L);
        return TimClient.concat(new byte[] {21}, Compact.write(request));
    }

    /** A message of timjs with these fields in addition, in which later ones win. */
    private static byte[] said(String fields) {
        String message = "{\"msType\":2,\"odType\":1,\"toTid\":{\"node\":\"bob\"},"
                + (fields.contains("DATASTRING") ? "" : "\"dataString\":\"hello\",")
                + fields.substring(1);
        if (fields.contains("odType")) {
            message = message.replace("\"odType\":1,", "");
        }
        return TimClient.concat(new byte[] {(byte) 0xDA}, message.getBytes(StandardCharsets.UTF_8));
    }
}
