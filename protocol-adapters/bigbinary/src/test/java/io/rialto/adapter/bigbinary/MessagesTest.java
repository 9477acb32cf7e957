package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.bytes;
import static io.rialto.adapter.bigbinary.TestClient.frame;
import static io.rialto.adapter.bigbinary.TestClient.hex;
import static io.rialto.adapter.bigbinary.TestClient.text16;
import static io.rialto.adapter.bigbinary.TestClient.text8;
import static io.rialto.adapter.bigbinary.TestClient.u16;
import static io.rialto.adapter.bigbinary.TestClient.u32;
import static io.rialto.adapter.bigbinary.TestClient.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages, channels, the inbox: what the frames mean, what the answers look like. */
@ExtendWith(NoLeaks.class)
class MessagesTest {
    private static final long FOREVER = Long.MAX_VALUE;

    private TestDoor door;
    private TestClient client;
    private FakeSession session;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor();
        client = door.signedIn("bob");
        session = door.session("bob");
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        door.close();
    }

    @Test
    void answersAPing() throws Exception {
        client.send("00000006 03 00 DEADBEEF").expect("00000006 84 00 DEADBEEF");
    }

    @Test
    void sendsToAPerson() throws Exception {
        session.answer(
                MessageCommand.SendMessage.class,
                command -> Future.succeededFuture(new Sent("c1", new MessageId(5), 6, 7, 1, 0, false)));

        client.send("0000001E 04 00 00000009 0005 616C696365 02 6331 04 74657874 01 01 6B 0002 00FF 6869")
                .expect(frame("85 00", u32(9) + u64(5) + u64(6) + u64(7)));

        MessageCommand.SendMessage command =
                session.commands(MessageCommand.SendMessage.class).get(0);
        assertThat(command.room()).isEqualTo(new RoomId("d:alice|bob"));
        assertThat(command.cmid()).isEqualTo("c1");
        assertThat(command.content().type()).isEqualTo("text");
        assertThat(command.content().bytes()).asString().isEqualTo("hi");
        assertThat(command.content().attrs().get("k")).containsExactly(0, 0xFF);
    }

    @Test
    void saysASignal() throws Exception {
        client.send("00000015 09 00 00000009 0005 616C696365 04 74657874 00 6869")
                .expect(frame("83 00", u32(9)));

        SignalCommand.Signal signal =
                session.commands(SignalCommand.Signal.class).get(0);
        assertThat(signal.room()).isEqualTo(new RoomId("d:alice|bob"));
        assertThat(signal.content().asText()).contains("hi");
    }

    @Test
    void hearsASignal() throws Exception {
        session.push(new Push.Signalled(RoomId.group("team"), new AccountId("alice"), Content.text("hi")));

        client.expect(frame("92 00", text16("g:team") + text8("alice") + text8("text") + "00" + hex("hi")));
    }

    @Test
    void saysThatAMessageWasThereBefore() throws Exception {
        session.answer(
                MessageCommand.SendMessage.class,
                command -> Future.succeededFuture(new Sent(null, new MessageId(5), 6, 7, 1, 0, true)));

        client.send(send(9, "g:team")).expect(frame("85 01", u32(9) + u64(5) + u64(6) + u64(7)));

        assertThat(session.commands(MessageCommand.SendMessage.class).get(0).cmid())
                .isNull();
    }

    @Test
    void sendsToAChannel() throws Exception {
        byte[] nobody = client.send(send(9, "c:a/b")).readFrame("85");
        client.send(frame("05 00", u32(1) + text16("c/+"))).expect("00000006 83 00 00000001");
        client.send(frame("04 01", u32(10) + text16("c:c/d") + "00" + "00 00 78"));
        String somebody = client.readFrame();

        assertThat(hex(nobody)).startsWith((u32(9) + u64(0) + u64(0)).replace(" ", ""));
        assertThat(somebody).startsWith(("0000001E 85 02" + u32(10) + u64(0) + u64(0)).replace(" ", ""));
        Publication publication = session.publications().get(1);
        assertThat(publication.topic()).isEqualTo("c/d");
        assertThat(publication.qos()).isEqualTo(1);
        assertThat(publication.retain()).isTrue();
        assertThat(session.publications().get(0).retain()).isFalse();
        client.ping();
    }

    @Test
    void boundsUnansweredSends() throws Exception {
        Promise<Sent> sent = Promise.promise();
        session.answer(MessageCommand.SendMessage.class, command -> sent.future());
        for (int i = 1; i <= 16; i++) {
            client.send(send(i, "alice"));
        }

        client.send(send(17, "alice")).expectRefused(17, 1004);
        client.send(send(18, "c:x")).expectRefused(18, 1004);
        sent.complete(new Sent(null, new MessageId(5), 6, 7, 1, 0, false));
        for (int i = 1; i <= 16; i++) {
            client.expect(frame("85 00", u32(i) + u64(5) + u64(6) + u64(7)));
        }
        client.send(send(19, "c:x")).readFrame("85");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no account, 04 00, 0003 612F62 00 00 00 78, 1001",
        "no room, 04 00, 0002 673A 00 00 00 78, 1001",
        "retained by a person, 04 01, 0001 61 00 00 00 78, 1001",
        "too long a type, 04 00, 0001 61 00 21 "
                + "616161616161616161616161616161616161616161616161616161616161616161 00 78, 1002",
        "misplaced wildcard, 05 00, 0003 612B62, 1001",
        "empty filter, 05 01, 0000, 1001",
        "no window, 07 00, 00, 1001",
        "too large a window, 07 00, 41, 1001",
    })
    void refusesButGoesOn(String name, String type, String body, int code) throws Exception {
        client.send(frame(type, u32(9) + body)).expectRefused(9, code).ping();
    }

    @Test
    void refusesWhatCoreRefuses() throws Exception {
        session.refuse(MessageCommand.SendMessage.class, ErrorCode.FORBIDDEN);
        session.refuse(ChannelCommand.Subscribe.class, ErrorCode.FORBIDDEN);
        session.refusePublications(ErrorCode.FORBIDDEN);

        client.send(send(1, "alice")).expect(frame("82 00", u32(1) + u16(1103) + text16("refused by the test")));
        client.send(send(2, "c:a")).expectRefused(2, 1103);
        client.send(frame("05 00", u32(3) + text16("a"))).expectRefused(3, 1103);
    }

    @Test
    void deliversChannelsAndRetainedValues() throws Exception {
        try (TestClient other = door.signedIn("alice")) {
            other.send(frame("04 01", u32(1) + text16("c:a/b") + "00" + "00 00 6F6C64"))
                    .readFrame("85");
            client.send(frame("05 01", u32(2) + text16("a/+"))).expect("00000006 83 00 00000002");
            assertThat(client.readFrame()).contains("8701").endsWith("6F6C64");

            Content content = new Content("text", bytes("6869"), Map.of("k", bytes("00FF")));
            door.sessions()
                    .channels()
                    .publish(
                            "a/c", List.of(new Frame(9, 0, new AccountId("al"), content, 1, false, false, 5, FOREVER)));
            client.expect("00000032 87 00 0005 633A612F63 0000000000000001 0000000000000009 0000000000000005 02 616C "
                    + "04 74657874 01 01 6B 0002 00FF 6869");

            client.send(frame("06 00", u32(3) + text16("a/+"))).expect("00000006 83 00 00000003");
            door.sessions().channels().publish("a/c", 0, "late");
            client.ping();
        }
    }

    @Test
    void deliversTheLiveViewOfAGroupAndNothingOfItsOwn() throws Exception {
        client.send(frame("05 00", u32(1) + text16("$group/team"))).expect("00000006 83 00 00000001");
        long own = session.info().id().value();
        Content x = Content.text("x");

        door.sessions()
                .channels()
                .publish(
                        "$group/team",
                        List.of(
                                new Frame(8, own, new AccountId("bob"), x, 1, false, false, 5, FOREVER),
                                new Frame(9, 0, new AccountId("al"), x, 1, false, false, 5, FOREVER)));

        client.expect(frame(
                "87 00", text16("g:team") + u64(1) + u64(9) + u64(5) + text8("al") + text8("text") + "00" + hex("x")));
        client.ping();
    }

    @Test
    void deliversTheInboxAndTakesAcknowledgementsInAnyOrder() throws Exception {
        session.answer(InboxCommand.OpenInbox.class, command -> {
            session.push(Items.received(4, "d:alice|bob", "alice", Content.text("early")));
            return Future.succeededFuture(new InboxOpened(3, 7, 0, -1));
        });
        client.send("00000007 07 00 00000009 05").expect(frame("86 00", u32(9) + u64(3) + u64(7)));
        session.push(new Push.Item(own(5), 4, true));

        client.expect(frame(
                "89 00",
                u64(4) + u64(1_760_000_000_004L) + u64(4) + u64(4) + u64(1_760_000_000_000L) + text16("d:alice|bob")
                        + text8("alice") + "00" + text8("text") + "00" + hex("early")));
        client.expect(frame(
                "89 03",
                u64(5) + u64(6) + u64(1) + u64(2) + u64(3) + text16("g:team") + text8("bob") + text8("c-7") + text8("")
                        + "00" + hex("x")));
        client.send(ack(5) + ack(99) + ack(4) + ack(5)).ping();

        assertThat(session.commands(InboxCommand.OpenInbox.class).get(0).mode()).isEqualTo(InboxMode.window(5));
        assertThat(session.commands(InboxCommand.AckInbox.class))
                .containsExactly(new InboxCommand.AckInbox(5), new InboxCommand.AckInbox(4));
    }

    @Test
    void saysThatOlderItemsHaveExpired() throws Exception {
        session.answer(InboxCommand.OpenInbox.class, command -> Future.succeededFuture(new InboxOpened(3, 70, 0, 50)));

        client.send("00000007 07 00 00000009 40").expect(frame("86 01", u32(9) + u64(3) + u64(70) + u64(50)));
    }

    @Test
    void stopsReadingWhileCoreIsCongested() throws Exception {
        session.congest(true);
        session.push(new Push.Item(own(5), 4, false));
        client.readFrame("89");
        client.send("00000006 03 00 00000001");
        await().during(Duration.ofMillis(200)).until(() -> client.available() == 0);

        session.congest(false);
        client.expect("00000006 84 00 00000001");
    }

    private static InboxItem own(long iseq) {
        StoredMessage message = new StoredMessage(
                new MessageId(1), new RoomId("g:team"), 2, new AccountId("bob"), "c-7", 3, Content.untyped(new byte[] {
                    'x'
                }));
        return new InboxItem(iseq, 6, InboxItem.Direction.OUT, message);
    }

    private static String send(int req, String to) {
        return frame("04 00", u32(req) + text16(to) + "00" + "00 00 78");
    }

    private static String ack(long iseq) {
        return frame("08 00", u64(iseq));
    }
}
