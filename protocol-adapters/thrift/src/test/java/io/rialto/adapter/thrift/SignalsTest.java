package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TIM keeps nowhere: streams of messages (odType 5), big strings, big binaries (tim-protocol.md §4.5, §4.6). */
@ExtendWith(NoLeaks.class)
class SignalsTest {
    private static final AccountId TIM1 = new AccountId("UHuS8PoK2LX");
    private static final AccountId TIM2 = new AccountId("QdH6CCms5EU");
    private static final RoomId PAIR = RoomId.direct(TIM1, TIM2);
    private static final RoomId GROUP = RoomId.group("UageCKf48hv");

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({"atim StreamToUser, thrift-compact", "timgo StreamToUser, thrift-compact", "timjs StreamToUser, json"})
    void passesStreamsToAUser(String vector, String format) {
        TimClient client = tim1().raw(Vector.frame(vector, format)).ping();

        assertThat(said().room()).isEqualTo(PAIR);
        assertThat(session().commands(MessageCommand.SendMessage.class)).isEmpty();
        assertThat(client.frames(90)).isEmpty();
        assertThat(client.frames(12)).hasSize(1);
    }

    /** In a room its sender gets it, too. */
    @ParameterizedTest
    @CsvSource({"atim StreamToRoom, thrift-compact", "timgo StreamToRoom, thrift-compact", "timjs StreamToRoom, json"})
    void passesStreamsToARoom(String vector, String format) {
        TimClient client = tim1().raw(Vector.frame(vector, format)).ping();

        assertThat(said().room()).isEqualTo(GROUP);
        assertThat(client.struct(90))
                .containsEntry(1, (byte) 3)
                .containsEntry(2, (byte) 5)
                .containsEntry(8, Compact.struct(1, GROUP.name()))
                .doesNotContainKeys(4, 7);
    }

    /** As TIM's own server writes it, but for its clock. */
    @ParameterizedTest
    @CsvSource({"thrift-compact", "json"})
    void deliversAStream(String format) {
        Map<Integer, Object> stream = Compact.struct(
                1,
                (byte) 2,
                2,
                (byte) 5,
                3,
                4611686018427387905L,
                7,
                Compact.struct(1, TIM2.value()),
                9,
                new byte[] {1, 2, 3, 4},
                13,
                (short) 11);
        tim1().send(90, stream).ping();
        Content content = said().content();
        TimClient peer = format.equals("json")
                ? door.client().signedInWithJson(TIM2.value(), "pad")
                : door.client().signedIn(TIM2.value(), "pad");

        session().push(new Push.Signalled(PAIR, TIM1, content));

        Flavour flavour = format.equals("json") ? Flavour.JSON : Flavour.COMPACT;
        Struct delivered = flavour.decode(TimMessage.SHAPE, peer.frame(90, 0), 1);
        assertThat(flavour.encode(delivered.with(TimMessage.TIMESTAMP, 1736900000123456789L)))
                .isEqualTo(body(Vector.frame("server stream-message-no-ack", format)));
    }

    @Test
    void deliversBigData() {
        TimClient peer = door.client().signedIn(TIM2.value(), "pad");
        byte[] text = "big string 你好".getBytes(StandardCharsets.UTF_8);
        byte[] binary = {0, 1, 2, (byte) 0x83, (byte) 0xFF};

        session().push(new Push.Signalled(PAIR, TIM1, new Content(Content.TEXT, text, odType("6"))));
        session().push(new Push.Signalled(PAIR, TIM1, new Content(Content.BINARY, binary, odType("7"))));

        assertThat(peer.frame(95, 0)).isEqualTo(Vector.frame("server bigstring-delivery", "raw"));
        assertThat(peer.frame(96, 0)).isEqualTo(Vector.frame("server bigbinary-delivery", "raw"));
    }

    /** What another door says in passing is a stream to TIM. */
    @Test
    void showsSignalsOfOtherDoorsAsStreams() {
        TimClient peer = door.client().signedIn(TIM2.value(), "pad");

        session().push(new Push.Signalled(GROUP, TIM1, new Content("typing", new byte[] {'x'}, Map.of())));

        assertThat(peer.struct(90))
                .containsEntry(2, (byte) 5)
                .containsEntry(6, Compact.struct(1, TIM1.value()))
                .containsEntry(10, "x");
    }

    /** W-45: no signal of whoever is a revocation, or a notice. */
    @ParameterizedTest
    @CsvSource({"2", "3", "4", "12", "700", "x"})
    void takesNobodysWordForWhatOnlyTheGatewaySays(String odType) {
        TimClient peer = door.client().signedIn(TIM2.value(), "pad");

        session().push(new Push.Signalled(PAIR, TIM1, new Content(Content.TEXT, new byte[] {'x'}, odType(odType))));

        assertThat(peer.struct(90)).containsEntry(2, (byte) 5);
    }

    /** W-44: TIM's own server asked nobody whether it may. */
    @ParameterizedTest
    @CsvSource({"atim BigDataString, 95", "timgo BigDataBinary, 96"})
    void refusesBigDataWhereNoMessageMayBeSent(String vector, int command) {
        TimClient client = tim1();
        session().refuse(SignalCommand.Signal.class, ErrorCode.FORBIDDEN);

        assertThat(client.raw(Vector.frame(vector, "raw")).failure(command)).isEqualTo(4105);
    }

    @Test
    void keepsWhatDevelopersDefineForThoseWhoAreAway() {
        Map<Integer, Object> custom =
                Compact.struct(1, (byte) 2, 2, (byte) 31, 7, Compact.struct(1, TIM2.value()), 10, "mine");

        TimClient client = tim1().send(90, custom).ping();

        MessageCommand.SendMessage sent =
                session().commands(MessageCommand.SendMessage.class).get(0);
        assertThat(sent.content().attrs().get("tim.odtype")).asString().isEqualTo("31");
        assertThat(client.frames(90)).isEmpty();
    }

    /** TIM's no-database mode: what cannot be kept goes to those who are there. */
    @Test
    void passesEverythingOnWhereNothingIsKept() {
        try (TestDoor keepsNothing = new TestDoor("accounts.mode=none")) {
            TimClient client = keepsNothing.client().signedIn(TIM1.value(), "phone");

            client.raw(Vector.frame("atim MessageToUser", "thrift-compact"));

            assertThat(client.struct(90))
                    .containsEntry(2, (byte) 1)
                    .containsEntry(10, "hello")
                    .doesNotContainKey(4);
            SignalCommand.Signal said = keepsNothing
                    .sessions()
                    .ofDevice("phone")
                    .commands(SignalCommand.Signal.class)
                    .get(0);
            TimClient peer = keepsNothing.client().signedIn(TIM2.value(), "pad");
            keepsNothing.sessions().ofDevice("pad").push(new Push.Signalled(PAIR, TIM1, said.content()));
            assertThat(peer.struct(90)).containsEntry(2, (byte) 1).containsEntry(10, "hello");
        }
    }

    private TimClient tim1() {
        Map<Integer, Object> auth = Compact.struct(3, "tlnet.top", 4, "android-14", 5, (byte) 1, 6, TIM1.value());
        return door.client()
                .raw(TimClient.concat(new byte[] {16}, Compact.write(auth)))
                .ping();
    }

    private FakeSession session() {
        List<FakeSession> all = door.sessions().opened();
        return all.get(all.size() - 1);
    }

    private SignalCommand.Signal said() {
        List<SignalCommand.Signal> all = session().commands(SignalCommand.Signal.class);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Map<String, byte[]> odType(String number) {
        return Map.of("tim.odtype", number.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] body(byte[] frame) {
        return java.util.Arrays.copyOfRange(frame, 1, frame.length);
    }
}
