package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client says of its terminal: its device, its class, what its peers see of it (tim-protocol.md §5.5, §5.6). */
@ExtendWith(NoLeaks.class)
class TerminalsTest {
    private static final int DELIVERY = 0xDA;

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void countsTerminalsByTheirClass() {
        door.client()
                .send(16, Compact.struct(1, "ann", 2, "secret", 4, "web", 5, (byte) 7))
                .ack(16);

        assertThat(door.sessions().ofDevice("web").info().platform()).isEqualTo("tim-7");
    }

    @Test
    void callsADeviceThatCannotBeCalledByItsResourceByAnotherName() {
        String resource = "Mozilla/5.0\n".repeat(40);
        TimClient client = door.client().send(16, Compact.struct(1, "ann", 2, "secret", 4, resource));
        assertThat(client.ack(16)).containsEntry(1, true);

        String device = door.sessions().signIns().get(0).device().value();
        assertThat(device).startsWith("tim-").hasSizeLessThan(64);
        door.client()
                .send(16, Compact.struct(1, "ann", 2, "secret", 4, resource))
                .ack(16);
        assertThat(door.sessions().signIns().get(1).device().value()).isEqualTo(device);
    }

    /** W-68: one of the same class too many. */
    @Test
    void refusesATerminalTooMany() {
        door.sessions().refuse(ErrorCode.LIMIT_REACHED);

        assertThat(door.client().send(16, Compact.struct(1, "ann", 2, "secret")).failure(16))
                .isEqualTo(4111);
    }

    /** Else it would come back, and so would the one it sent away, for ever (tim-protocol.md §5.6). */
    @Test
    void tellsATerminalThatMustGoThatItIsSignedOut() {
        TimClient client = door.client().signedIn("ann", "phone");

        door.sessions().ofDevice("phone").push(new Push.Kicked(Push.Reason.OTHER_DEVICE));

        assertThat(client.frame(12, 1)).isEqualTo(Vector.frame("server force-logout", "thrift-compact"));
        assertThat(client.awaitClose()).isEqualTo(4001);
    }

    @Test
    void echoesTheFullNameOfTheTerminalAndItsDomain() {
        TimClient client = tim1();

        client.raw(Vector.frame("atim MessageToUser", "thrift-compact"));

        Map<?, ?> echo = client.struct(90);
        assertThat(echo.get(6))
                .isEqualTo(Compact.struct(1, "tim1@tlnet.top", 2, "tlnet.top", 3, "android-14", 4, (byte) 1));
        assertThat(echo.get(7)).isEqualTo(Compact.struct(1, "QdH6CCms5EU", 2, "tlnet.top"));
    }

    /** What one client says reaches another as TIM's own server would deliver it, byte for byte. */
    @Test
    void showsTheTerminalToThoseItWritesTo() {
        tim1().raw(Vector.frame("atim MessageToUser", "thrift-compact")).ping();
        Content said = door.sessions()
                .ofDevice("android-14")
                .commands(MessageCommand.SendMessage.class)
                .get(0)
                .content();
        TimClient peer = door.client().signedIn("QdH6CCms5EU", "pad");

        door.sessions().ofDevice("pad").push(Items.received(4096, "d:QdH6CCms5EU|UHuS8PoK2LX", "UHuS8PoK2LX", said));

        Map<Integer, Object> delivered = peer.struct(DELIVERY);
        Map<Integer, Object> expected =
                Compact.read(Vector.frame("server message-delivery-ack-required", "thrift-compact"), 5);
        assertThat(delivered.get(6)).isEqualTo(expected.get(6));
        assertThat(delivered.get(7)).isEqualTo(expected.get(7));
        assertThat(delivered.get(10)).isEqualTo("hello");
    }

    /** Only what is delivered at once names the terminal: history and what waited name the account. */
    @Test
    void namesTheAccountOnlyWhereAMessageWaited() {
        Content said = new Content(
                Content.TEXT,
                "x".getBytes(StandardCharsets.UTF_8),
                Map.of("tim.from", Compact.write(Compact.struct(2, "tlnet.top", 3, "web"))));

        Struct shown = stored(said);

        assertThat(shown.get(TimMessage.FROM).get(Tid.RESOURCE)).isNull();
        assertThat(shown.get(TimMessage.TO).get(Tid.DOMAIN)).isEqualTo("tlnet.top");
    }

    @Test
    void carriesTextAndBinaryOfOneMessageBoth() {
        TimClient client = tim1();
        byte[] both = {0, 1, 2, (byte) 0xFF};
        client.send(90, Compact.struct(1, (byte) 2, 2, (byte) 1, 7, Compact.struct(1, "bob"), 9, both, 10, "text"));

        assertThat(client.struct(90)).containsEntry(10, "text").containsKey(9);
        Content said = door.sessions()
                .ofDevice("android-14")
                .commands(MessageCommand.SendMessage.class)
                .get(0)
                .content();
        Struct shown = stored(said);
        assertThat(shown.get(TimMessage.DATA_STRING)).isEqualTo("text");
        assertThat(shown.get(TimMessage.DATA_BINARY)).containsExactly(both);
    }

    @Test
    void refusesWordsThatNoMessageHasRoomFor() {
        TimClient client = tim1();

        client.sendJson(
                90,
                "{\"msType\":2,\"odType\":1,\"toTid\":{\"node\":\"bob\"},\"dataString\":\"x\",\"extend\":{\"k\":\""
                        + "v".repeat(5000) + "\"}}");

        assertThat(client.failure(90)).isEqualTo(4104);
        assertThat(client.ping().isOpen()).isTrue();
    }

    @Test
    void cutsATerminalShortThatSaysTooMuchOfItself() {
        TimClient client = door.client();
        client.sendJson(16, "{\"token\":\"ann\",\"resource\":\"web\",\"extend\":{\"k\":\"" + "v".repeat(5000) + "\"}}")
                .frame(12, 0);

        client.sendJson(90, "{\"msType\":2,\"odType\":1,\"toTid\":{\"node\":\"bob\"},\"dataString\":\"x\"}")
                .ping();

        FakeSession session = door.sessions().ofDevice("web");
        assertThat(session.commands(MessageCommand.SendMessage.class)
                        .get(0)
                        .content()
                        .attrs()
                        .get("tim.from"))
                .isEqualTo(Compact.write(Compact.struct(3, "web")));
    }

    /** atim takes no message above 8 KiB: it closes, comes back, would be sent the same one for ever (§7.2). */
    @Test
    void skipsWhatATerminalCannotTake() {
        TimClient atim = tim1();
        FakeSession session = door.sessions().ofDevice("android-14");

        session.push(Items.received(1, "d:ann|tim1", "ann", Content.text("x".repeat(9000))));
        session.push(Items.received(2, "d:ann|tim1", "ann", Content.text("short")));

        assertThat(Compact.read(atim.frame(DELIVERY, 0), 5)).containsEntry(10, "short");
        await().until(() ->
                session.commands(InboxCommand.AckInbox.class).equals(List.of(new InboxCommand.AckInbox(1))));
        assertThat(door.dropped(DropReason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void skipsNothingForTerminalsThatTakeIt() {
        TimClient timgo = door.client().raw(Vector.frame("timgo LoginByToken", "thrift-compact"));
        timgo.ack(16);

        door.sessions().opened().get(0).push(Items.received(1, "d:ann|bob", "ann", Content.text("x".repeat(9000))));

        assertThat(timgo.frame(DELIVERY, 0)).hasSizeGreaterThan(9000);
    }

    /** TIM's "detect": a connection that is broken shows it when it is written to. */
    @Test
    void looksWhetherASilentClientIsStillThere() {
        try (TestDoor impatient = new TestDoor("listeners.thrift.pingTimeout=4s")) {
            TimClient client = impatient.client().signedIn("ann", "phone");

            assertThat(client.frame(13, 0)).containsExactly(13);

            assertThat(client.awaitClose()).isEqualTo(1001);
            assertThat(client.frames(13)).hasSize(1);
        }
    }

    /** A message of this content as it stands in history. */
    private static Struct stored(Content content) {
        return MessageForm.stored(
                Items.received(1, "d:ann|bob", "bob", content).item().message());
    }

    /** Signed in as atim does, with what it says of itself. */
    private TimClient tim1() {
        Map<Integer, Object> auth =
                Compact.struct(1, "tim1", 2, "secret", 3, "tlnet.top", 4, "android-14", 5, (byte) 1);
        byte[] padded = TimClient.concat(Compact.write(auth), new byte[20]);
        TimClient client = door.client().raw(TimClient.concat(new byte[] {16}, padded));
        assertThat(client.ack(16)).containsEntry(1, true);
        return client;
    }
}
