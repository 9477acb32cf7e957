package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.web.CloseCode;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class InboxTest {
    private static final int OFFLINE = 0x91;
    private static final int MESSAGE = 0xDA;

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void opensTheInboxInWindowMode() {
        FakeSession session = signIn(client(), 0);

        assertThat(session.commands(InboxCommand.OpenInbox.class).get(0).mode().handshake())
                .isFalse();
    }

    @Test
    void deliversWhatComesAndPassesAcknowledgementsOn() {
        TimClient client = client();
        FakeSession session = signIn(client, 0);

        session.push(Items.received(5, "d:ann|bob", "bob", Content.text("hi")));

        byte[] frame = client.frame(MESSAGE, 0);
        assertThat(Compact.read(frame, 5))
                .containsEntry(1, (byte) 2)
                .containsEntry(2, (byte) 1)
                .containsEntry(3, 5L)
                .containsEntry(4, 5L)
                .containsEntry(6, Compact.struct(1, "bob"))
                .containsEntry(7, Compact.struct(1, "ann"))
                .containsEntry(10, "hi")
                .containsEntry(12, 1_760_000_000_000_000_000L)
                .doesNotContainKey(11);
        assertThat(session.commands(InboxCommand.AckInbox.class)).isEmpty();
        client.acknowledge(frame);
        await().until(() -> acknowledged(session).equals(List.of(5L)));
    }

    @Test
    void deliversInTheFlavourOfTheSignIn() {
        TimClient client = client();
        client.sendJson(16, "{\"token\":\"ann\",\"resource\":\"phone\"}").frame(12, 0);
        FakeSession session = session(0);

        session.push(Items.received(1, "g:team", "bob", new Content(Content.BINARY, new byte[] {1, 2}, Map.of())));

        byte[] frame = client.frame(MESSAGE, 0);
        assertThat(new String(frame, 5, frame.length - 5, StandardCharsets.UTF_8))
                .isEqualTo("{\"msType\":3,\"odType\":1,\"id\":1,\"mid\":1,\"fromTid\":{\"node\":\"bob\"},"
                        + "\"roomTid\":{\"node\":\"team\"},\"dataBinary\":\"AQI=\",\"timestamp\":1760000000000000000}");
    }

    @Test
    void numbersFramesAnewAndIgnoresUnknownAcknowledgements() {
        TimClient client = client();
        FakeSession session = signIn(client, 0);

        session.push(Items.received(1, "d:ann|bob", "bob", Content.text("one")));
        session.push(Items.received(2, "d:ann|bob", "bob", Content.text("two")));

        assertThat(client.frame(MESSAGE, 0)[4]).isEqualTo((byte) 1);
        assertThat(client.frame(MESSAGE, 1)[4]).isEqualTo((byte) 2);
        client.raw(new byte[] {12, 0, 0, 0, 77})
                .acknowledge(client.frame(MESSAGE, 1))
                .ping();
        client.acknowledge(client.frame(MESSAGE, 1)).ping();
        assertThat(acknowledged(session)).containsExactly(2L);
    }

    @Test
    void sendsAgainWhatIsNotAcknowledged() {
        TimClient client = client();
        FakeSession session = signIn(client, 0);
        session.push(Items.received(1, "d:ann|bob", "bob", Content.text("hi")));

        byte[] first = client.frame(MESSAGE, 0);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> client.frames(MESSAGE).size() == 2);

        byte[] second = client.frame(MESSAGE, 1);
        assertThat(second[4]).isNotEqualTo(first[4]);
        assertThat(Compact.read(second, 5)).isEqualTo(Compact.read(first, 5));
        client.acknowledge(first);
        await().until(() -> acknowledged(session).equals(List.of(1L)));
    }

    /** Its client never showed it, since it acknowledges before it shows anything. */
    @Test
    void doesNotSendAgainWhatWasTakenAwayMeanwhile() {
        TimClient client = client();
        FakeSession session = signIn(client, 0);
        session.push(Items.received(1, "d:ann|bob", "bob", Content.text("secret")));
        client.frame(MESSAGE, 0);

        session.push(
                Items.received(2, "d:ann|bob", "bob", new Erasure(Erasure.Kind.RECALL, 1, new MessageId(1)).content()));

        client.acknowledge(client.frame(MESSAGE, 1));
        await().atMost(Duration.ofSeconds(15)).until(() -> acknowledged(session).equals(List.of(2L, 1L)));
        assertThat(client.frames(MESSAGE)).hasSize(2);
    }

    @Test
    void leavesOutOfAPageThatIsSentAgainWhatWasTakenAwayMeanwhile() {
        TimClient client = client();
        FakeSession session = signInWithBacklog(client, 2);
        client.send(17);
        push(session, 1, 2);
        byte[] first = client.frame(OFFLINE, 0);
        assertThat((List<?>) Compact.read(first, 5).get(2)).hasSize(2);

        session.push(
                Items.received(3, "d:ann|bob", "bob", new Erasure(Erasure.Kind.RECALL, 1, new MessageId(1)).content()));

        await().atMost(Duration.ofSeconds(15))
                .until(() -> client.frames(OFFLINE).size() == 2);
        assertThat((List<?>) Compact.read(client.frame(OFFLINE, 1), 5).get(2)).hasSize(1);
    }

    @Test
    void endsAnEmptyQueueAtOnce() {
        TimClient client = client();
        signIn(client, 0);

        assertThat(client.send(17).frame(18, 0)).containsExactly(18);
    }

    @Test
    void givesWhatWasMissedInPagesOfTenThenTheEnd() {
        TimClient again = client();
        FakeSession session = signInWithBacklog(again, 12);
        push(session, 1, 12);

        again.send(17);

        byte[] page = again.frame(OFFLINE, 0);
        List<?> messages = (List<?>) Compact.read(page, 5).get(2);
        assertThat(messages).hasSize(10);
        assertThat((Map<?, ?>) messages.get(0))
                .isEqualTo(Compact.struct(
                        1,
                        (byte) 2,
                        2,
                        (byte) 1,
                        4,
                        1L,
                        6,
                        Compact.struct(1, "bob"),
                        7,
                        Compact.struct(1, "ann"),
                        10,
                        "m1",
                        11,
                        true,
                        12,
                        1_760_000_000_000_000_000L));
        again.ping();
        assertThat(again.frames(OFFLINE)).hasSize(1);
        again.acknowledge(page);
        byte[] rest = again.frame(OFFLINE, 1);
        assertThat((List<?>) Compact.read(rest, 5).get(2)).hasSize(2);
        again.ping();
        assertThat(again.frames(18)).isEmpty();
        again.acknowledge(rest).frame(18, 0);
        assertThat(acknowledged(session)).hasSize(12).startsWith(1L).endsWith(12L);
    }

    @Test
    void deliversOneByOneBehindAPageThatIsNeverAcknowledged() {
        TimClient client = client();
        FakeSession session = signInWithBacklog(client, 12);
        push(session, 1, 12);
        client.send(17);
        abandonPage(client);

        byte[] rest = client.frame(MESSAGE, 1);
        push(session, 13, 13);
        byte[] fresh = client.frame(MESSAGE, 2);
        client.acknowledge(rest).acknowledge(fresh).ping();

        await().until(() -> acknowledged(session).equals(List.of(12L, 13L)));
        assertThat(client.frames(OFFLINE)).hasSize(3);
        assertThat(client.frames(18)).isEmpty();
    }

    @Test
    void countsAllThatWasInAPageThatIsNeverAcknowledged() {
        TimClient client = client();
        FakeSession session = signInWithBacklog(client, 20);
        push(session, 1, 20);
        client.send(17);
        abandonPage(client);

        for (int times = 1; times <= 3; times++) {
            client.frame(MESSAGE, times * 10 - 1);
            client.ping();
            door.passes(10_000);
        }

        assertThat(client.awaitClose()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(acknowledged(session)).isEmpty();
    }

    /** Three times, ten seconds apart. */
    private void abandonPage(TimClient client) {
        for (int times = 1; times <= 3; times++) {
            client.frame(OFFLINE, times - 1);
            client.ping();
            door.passes(10_000);
        }
    }

    @Test
    void keepsPagesBelow8KiB() {
        TimClient client = client();
        FakeSession session = signInWithBacklog(client, 4);
        for (long i = 1; i <= 4; i++) {
            session.push(Items.received(i, "d:ann|bob", "bob", Content.text("x".repeat(3000))));
        }

        client.send(17);

        byte[] page = client.frame(OFFLINE, 0);
        assertThat(page.length).isLessThan(8192);
        client.acknowledge(page).acknowledge(client.frame(OFFLINE, 1)).frame(18, 0);
        assertThat(client.frame(OFFLINE, 1).length).isLessThan(8192);
        assertThat(acknowledged(session)).hasSize(4);
    }

    @Test
    void deliversOneByOneToWhoDoesNotAsk() {
        TimClient client = client();
        FakeSession session = signInWithBacklog(client, 2);
        push(session, 1, 2);

        assertThat(Compact.read(client.frame(MESSAGE, 1), 5)).containsEntry(10, "m2");
        client.send(17).frame(18, 0);
        assertThat(client.frames(OFFLINE)).isEmpty();
    }

    @Test
    void deliversWhatIsNewBehindThePages() {
        TimClient client = client();
        FakeSession session = signInWithBacklog(client, 1);
        push(session, 1, 2);
        client.send(17);

        byte[] page = client.frame(OFFLINE, 0);
        assertThat(Compact.read(client.frame(MESSAGE, 0), 5)).containsEntry(10, "m2");
        client.acknowledge(page).frame(18, 0);
    }

    @Test
    void saysWhyThereIsNoInbox() {
        door.sessions().prepare(session -> session.refuse(InboxCommand.OpenInbox.class, ErrorCode.STORE_UNAVAILABLE));
        TimClient client = client();
        signIn(client, 0);

        assertThat(client.send(17).failure(17)).isEqualTo(5103);
    }

    @Test
    void opensTheInboxAgainForAClientThatAsksForNothing() {
        door.sessions().prepare(session -> session.refuse(InboxCommand.OpenInbox.class, ErrorCode.STORE_UNAVAILABLE));
        TimClient client = client();
        FakeSession session = signIn(client, 0);
        await().until(() -> session.commands(InboxCommand.OpenInbox.class).size() == 1);

        session.answer(InboxCommand.OpenInbox.class, open -> Future.succeededFuture(new InboxOpened(0, 0, 1, -1)));
        await().until(() -> session.commands(InboxCommand.OpenInbox.class).size() == 2);
        session.push(Items.received(1, "d:ann|bob", "bob", new Content(Content.TEXT, utf8("back"), odType(1))));

        assertThat(Compact.read(client.frame(MESSAGE, 0), 5)).containsEntry(10, "back");
    }

    @Test
    void deliversBigDataAndStreamsWithoutAcknowledgement() {
        TimClient client = client();
        FakeSession session = signIn(client, 0);

        session.push(Items.received(1, "d:ann|bob", "bob", new Content(Content.TEXT, utf8("big"), odType(6))));
        session.push(Items.received(2, "d:ann|bob", "bob", new Content(Content.BINARY, new byte[] {9}, odType(7))));
        session.push(Items.received(3, "d:ann|bob", "bob", new Content(Content.BINARY, new byte[] {9}, odType(5))));

        assertThat(client.frame(95, 0)).isEqualTo(utf8("_bob|big"));
        assertThat(client.frame(96, 0)).containsExactly(0x60, 'b', 'o', 'b', 0x83, 9);
        assertThat(client.struct(90)).containsEntry(2, (byte) 5);
        await().until(() -> acknowledged(session).equals(List.of(1L, 2L, 3L)));
    }

    @Test
    void bringsAttributesBack() {
        TimClient client = client();
        FakeSession session = signIn(client, 0);
        client.raw(Vector.frame("atim MessageToUser+ud+extend+extra", "thrift-compact"))
                .frame(90, 0);
        Content said = session.commands(MessageCommand.SendMessage.class).get(0).content();

        session.push(Items.received(1, "d:ann|bob", "bob", said));

        assertThat(Compact.read(client.frame(MESSAGE, 0), 5))
                .containsEntry(13, (short) 300)
                .containsEntry(14, (short) 7)
                .containsEntry(15, Map.of("k1", "v1"))
                .containsKey(16);
    }

    private TimClient client() {
        return door.client();
    }

    private FakeSession signIn(TimClient client, int number) {
        client.signedIn("ann", "phone");
        return session(number);
    }

    /** Signs in at a core whose inbox has this many items; the script stands before the door asks. */
    private FakeSession signInWithBacklog(TimClient client, long head) {
        door.sessions()
                .prepare(session -> session.answer(
                        InboxCommand.OpenInbox.class, open -> Future.succeededFuture(new InboxOpened(0, head, 1, -1))));
        return signIn(client, 0);
    }

    private FakeSession session(int number) {
        await().until(() -> door.sessions().opened().size() > number);
        return door.sessions().opened().get(number);
    }

    private static void push(FakeSession session, long from, long to) {
        for (long i = from; i <= to; i++) {
            session.push(Items.received(i, "d:ann|bob", "bob", Content.text("m" + i)));
        }
    }

    private static List<Long> acknowledged(FakeSession session) {
        return session.commands(InboxCommand.AckInbox.class).stream()
                .map(InboxCommand.AckInbox::iseq)
                .toList();
    }

    private static Map<String, byte[]> odType(int number) {
        return Map.of("tim.odtype", utf8(Integer.toString(number)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
