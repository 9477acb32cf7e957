package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class MessagesTest {
    private final TestDoor door = new TestDoor("sessions.maxUnacked=2");
    private TimClient client;
    private FakeSession session;

    @BeforeEach
    void signIn() {
        client = door.client().signedIn("ann", "phone");
        session = door.sessions().ofDevice("phone");
        session.answer(
                MessageCommand.SendMessage.class,
                command -> Future.succeededFuture(
                        new Sent(command.cmid(), new MessageId(99), 7, 1_700_000_000_000L, 1, 0, false)));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void sendsToAnAccountAndEchoesFromTheAcknowledgement() {
        client.raw(Vector.frame("atim MessageToUser", "thrift-compact"));

        Map<Integer, Object> echo = client.struct(90);
        assertThat(echo)
                .containsEntry(1, (byte) 2)
                .containsEntry(2, (byte) 1)
                .containsEntry(3, 99L)
                .containsEntry(4, 7L)
                .containsEntry(6, Compact.struct(1, "ann", 3, "phone"))
                .containsEntry(7, Compact.struct(1, "QdH6CCms5EU"))
                .containsEntry(10, "hello")
                .containsEntry(12, 1_700_000_000_000_000_000L);
        MessageCommand.SendMessage sent = sent().get(0);
        assertThat(sent.room().value()).isEqualTo("d:QdH6CCms5EU|ann");
        assertThat(sent.content().asText()).contains("hello");
        assertThat(sent.cmid()).isNull();
    }

    @Test
    void carriesWhatElseTimSaysAsAttributes() {
        client.raw(Vector.frame("atim MessageToUser+ud+extend+extra", "thrift-compact"));

        client.frame(90, 0);
        assertThat(sent().get(0).content().attrs())
                .containsOnlyKeys("tim.udtype", "tim.udshow", "tim.extend", "tim.extra", "tim.from");
        assertThat(sent().get(0).content().attrs().get("tim.udtype")).asString().isEqualTo("300");
    }

    @Test
    void sendsToAGroup() {
        client.raw(Vector.frame("atim MessageToRoom", "thrift-compact"));

        assertThat(client.struct(90))
                .containsEntry(8, Compact.struct(1, "UageCKf48hv"))
                .doesNotContainKey(7);
        assertThat(sent().get(0).room().value()).isEqualTo("g:UageCKf48hv");
    }

    @Test
    void keepsTheRoomOfAPrivateMessage() {
        client.raw(Vector.frame("atim MessageByPrivacy", "thrift-compact"));

        client.frame(90, 0);
        assertThat(sent().get(0).room().value()).isEqualTo("d:QdH6CCms5EU|ann");
        assertThat(sent().get(0).content().attrs().get("tim.room")).asString().isEqualTo("UageCKf48hv");
        assertThat(session.commands(MessageCommand.Within.class))
                .as("as members of the group, not as friends")
                .extracting(within -> within.group())
                .containsExactly(RoomId.group("UageCKf48hv"));
    }

    @Test
    void whoReadsGetsTheEchoOfManyLargeMessagesThatAreStoredAtOnce() {
        try (TestDoor usual = new TestDoor()) {
            TimClient sender = usual.client().signedIn("ann", "phone");
            Queue<Promise<Sent>> stored = new ConcurrentLinkedQueue<>();
            usual.sessions().ofDevice("phone").answer(MessageCommand.SendMessage.class, command -> {
                Promise<Sent> promise = Promise.promise();
                stored.add(promise);
                return promise.future();
            });
            String text = "x".repeat(900_000);

            for (int i = 0; i < 12; i++) {
                sender.send(90, Compact.struct(1, (byte) 2, 2, (byte) 1, 7, Compact.struct(1, "bob"), 10, text));
            }
            await().until(() -> stored.size() == 12);
            stored.forEach(one -> one.complete(new Sent(null, new MessageId(99), 7, 1, 1, 0, false)));

            sender.frame(90, 11);
            assertThat(sender.ping().isOpen()).isTrue();
        }
    }

    @Test
    void keepsTheClientsOwnId() {
        client.send(90, Compact.struct(1, (byte) 2, 2, (byte) 1, 3, -5L, 7, Compact.struct(1, "bob"), 10, "x"));

        assertThat(client.struct(90)).containsEntry(3, -5L);
        assertThat(sent().get(0).cmid()).isEqualTo("-5");
    }

    @Test
    void takesAtimsStreamsForStreams() {
        client.raw(Vector.frame("atim StreamToUser", "thrift-compact")).ping();

        assertThat(signalled().get(0).content().type()).isEqualTo("binary");
        assertThat(signalled().get(0).content().attrs().get("tim.odtype"))
                .asString()
                .isEqualTo("5");
        assertThat(client.frames(90)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, bob, , 4104", "2, 1, , , 4106", "2, 1, , team, 4105", "3, 1, bob, , 4105", "7, 1, bob, , 4104",
        "2, 4, bob, , 4104", "3, 40, , team, 4104", "2, 20, bob, , 4104", "2, 1, b/b, , 4106", "3, 1, , a#, 4106",
        "2, 2, bob, , 4104", "2, 3, bob, , 4104", "3, 3, , team, 4104"
    })
    void refuses(byte msType, byte odType, String to, String room, int code) {
        Map<Integer, Object> message = Compact.struct(1, msType, 2, odType);
        if (to != null) {
            message.put(7, Compact.struct(1, to));
        }
        if (room != null) {
            message.put(8, Compact.struct(1, room));
        }

        client.send(90, message);

        assertThat(client.failure(90)).isEqualTo(code);
        assertThat(sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 4106",
        "FORBIDDEN, 4105",
        "NOT_MEMBER, 4105",
        "TOO_LARGE, 4104",
        "RATE_LIMITED, 5105",
        "STORE_UNAVAILABLE, 5103",
        "INTERNAL, 5101"
    })
    void tellsWhyCoreRefuses(ErrorCode code, int number) {
        session.refuse(MessageCommand.SendMessage.class, code);

        client.raw(Vector.frame("timjs MessageToUser", "json"));

        assertThat(client.failure(90)).isEqualTo(number);
    }

    @Test
    void neverForgesSenderOrReceivers() {
        client.send(
                90,
                Compact.struct(
                        1,
                        (byte) 2,
                        2,
                        (byte) 1,
                        6,
                        Compact.struct(1, "eve"),
                        7,
                        Compact.struct(1, "bob"),
                        10,
                        "x",
                        17,
                        List.of("carl", "dora")));

        assertThat(client.struct(90)).doesNotContainKey(17);
        assertThat(((Map<?, ?>) client.struct(90).get(6)).get(1)).isEqualTo("ann");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void readsNoMoreWhileTooMuchIsUnacknowledged() {
        Queue<Promise<Sent>> open = new ConcurrentLinkedQueue<>();
        session.answer(MessageCommand.SendMessage.class, command -> {
            Promise<Sent> promise = Promise.promise();
            open.add(promise);
            return promise.future();
        });
        byte[] message = Vector.frame("atim MessageToUser", "thrift-compact");
        client.raw(message).raw(message);
        await().until(() -> open.size() == 2);

        client.raw(message).send(13);

        letAllLoopsTurn();
        assertThat(sent()).hasSize(2);
        assertThat(client.frames(13)).isEmpty();
        open.poll().complete(new Sent(null, new MessageId(1), 1, 1, 1, 0, false));
        client.frame(13, 0);
        assertThat(client.frames(90)).hasSize(1);
        assertThat(sent()).hasSize(3);
    }

    @Test
    void readsNoMoreUntilFewEnoughAreUnacknowledged() {
        Queue<Promise<Sent>> open = new ConcurrentLinkedQueue<>();
        byte[] message = RawSocket.frame(Vector.frame("atim MessageToUser", "thrift-compact"));
        byte[] two = TimClient.concat(message, message);
        try (RawSocket eve = new RawSocket(door.port())) {
            eve.write(RawSocket.frame(
                    TimClient.concat(new byte[] {16}, Compact.write(Compact.struct(4, "desk", 6, "eve")))));
            await().until(() -> door.sessions().opened().size() == 2);
            FakeSession eves = door.sessions().ofDevice("desk");
            eves.answer(MessageCommand.SendMessage.class, command -> {
                Promise<Sent> promise = Promise.promise();
                open.add(promise);
                return promise.future();
            });
            eve.write(TimClient.concat(two, two));
            await().until(() -> open.size() == 4);
            eve.write(message);

            answer(open, 2);
            letAllLoopsTurn();
            assertThat(open).hasSize(2);

            answer(open, 1);
            await().until(() -> open.size() == 2);
        }
    }

    private static void answer(Queue<Promise<Sent>> open, int count) {
        for (int i = 0; i < count; i++) {
            open.poll().complete(new Sent(null, new MessageId(1), 1, 1, 1, 0, false));
        }
    }

    /** Whatever has reached a loop's sockets before this is read by then, unless the door does not want to read it. */
    private void letAllLoopsTurn() {
        for (int i = 0; i < 4; i++) {
            door.client().signedIn("witness", "w" + i).ping().ping();
        }
    }

    @ParameterizedTest
    @CsvSource({"14, 4104", "18, 4104", "99, 4104"})
    void refusesWhatItDoesNotOffer(int command, int code) {
        assertThat(client.send(command).failure(command)).isEqualTo(code);
        assertThat(client.ping().isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "atim BigDataString, raw, text, big string",
        "timjs BigDataString, raw, text, big string",
        "'big string, length-prefixed layout the server parses', raw, text, big string"
    })
    void sendsBigStringsOfAllLayouts(String vector, String format, String type, String text) {
        client.raw(Vector.frame(vector, format)).ping();

        SignalCommand.Signal sent = signalled().get(0);
        assertThat(sent.room().value()).isEqualTo("d:QdH6CCms5EU|ann");
        assertThat(sent.content().type()).isEqualTo(type);
        assertThat(sent.content().bytes()).asString(StandardCharsets.UTF_8).isEqualTo(text);
        assertThat(client.frames(12)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"atim BigDataBinary", "timjs BigDataBinary", "timgo BigDataBinary"})
    void sendsBigBinaries(String vector) {
        client.raw(Vector.frame(vector, "raw")).ping();

        assertThat(signalled().get(0).content().type()).isEqualTo("binary");
        assertThat(signalled().get(0).content().bytes()).containsExactly(0, 1, 2, 0x83, 0xFF);
    }

    @Test
    void putsSplitPacketsTogether() {
        byte[] whole = Vector.frame("timjs BigDataString", "raw");

        client.raw(java.util.Arrays.copyOfRange(whole, 0, 10));
        client.raw(java.util.Arrays.copyOfRange(whole, 10, 11));
        client.raw(java.util.Arrays.copyOfRange(whole, 11, whole.length)).ping();

        assertThat(signalled().get(0).content().asText()).contains("big string");
    }

    @Test
    void dropsAPartialPacketThatOvershoots() {
        byte[] whole = Vector.frame("timjs BigDataString", "raw");
        byte[] message = Vector.frame("atim MessageToUser", "thrift-compact");

        client.raw(java.util.Arrays.copyOfRange(whole, 0, whole.length - 1)).raw(message);

        assertThat(client.struct(90)).containsEntry(10, "hello");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void dropsBigDataForNobodyInSilence() {
        session.refuse(SignalCommand.Signal.class, ErrorCode.NOT_FOUND);

        client.raw(Vector.frame("atim BigDataString", "raw")).ping();

        assertThat(client.frames(12)).hasSize(1);
    }

    @Test
    void refusesBigDataThatIsTooLarge() {
        session.refuse(SignalCommand.Signal.class, ErrorCode.TOO_LARGE);

        assertThat(client.raw(Vector.frame("atim BigDataString", "raw")).failure(95))
                .isEqualTo(4114);
    }

    private List<SignalCommand.Signal> signalled() {
        return session.commands(SignalCommand.Signal.class);
    }

    private List<MessageCommand.SendMessage> sent() {
        return session.commands(MessageCommand.SendMessage.class);
    }
}
