package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.message.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class InboxTest {
    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void deliversItemsAndAcknowledgesThem() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("$inbox") + "01")).expect("90 04 00 01 00 01");
            FakeSession session = door.sessions().ofDevice("alice");
            assertThat(session.commands(InboxCommand.OpenInbox.class).get(0).mode())
                    .isEqualTo(InboxMode.window(64));

            session.push(Items.received(7, "d:alice|bob", "bob", Content.text("hi")));
            assertThat(client.readPacket())
                    .startsWith("32")
                    .contains(text("$inbox") + "00 01")
                    .contains("26 " + text("room") + text("d:alice|bob").trim())
                    .contains("26 " + text("cseq") + text("7").trim())
                    .contains("26 " + text("from") + text("bob").trim())
                    .contains("26 " + text("iseq") + text("7").trim())
                    .contains("01 01")
                    .endsWith("68 69");
            assertThat(session.commands(InboxCommand.AckInbox.class)).isEmpty();

            client.send("40 02 00 01 C0 00").expect("D0 00");
            assertThat(session.commands(InboxCommand.AckInbox.class)).containsExactly(new InboxCommand.AckInbox(7));
        }
    }

    @Test
    void acknowledgesQos2WhenItIsComplete() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$inbox/#") + "02")).expect("90 03 00 01 02");
            FakeSession session = door.sessions().ofDevice("alice");
            assertThat(session.commands(InboxCommand.OpenInbox.class).get(0).mode())
                    .isEqualTo(InboxMode.window(20));

            session.push(Items.received(3, "g:team", "bob", Content.text("x")));
            client.expect(packet("34", text("$inbox/group/g:team/bob") + "00 01 78"));
            client.send("50 02 00 01").expect("62 02 00 01");
            assertThat(session.commands(InboxCommand.AckInbox.class)).isEmpty();
            client.send("70 02 00 01 C0 00").expect("D0 00");
            assertThat(session.commands(InboxCommand.AckInbox.class)).containsExactly(new InboxCommand.AckInbox(3));
        }
    }

    @Test
    void acknowledgesQos0WhenItIsWritten() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$inbox") + "00")).expect("90 03 00 01 00");
            FakeSession session = door.sessions().ofDevice("alice");

            session.push(Items.received(1, "g:team", "bob", Content.text("x")));
            client.expect(packet("30", text("$inbox") + "78"));
            await().until(() -> session.commands(InboxCommand.AckInbox.class).size() == 1);
        }
    }

    @Test
    void waitsForTheWindowOfTheClient() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "21 00 01")).readPacket();
            client.send(packet("82", "00 01 00" + text("$inbox") + "01")).expect("90 04 00 01 00 01");
            FakeSession session = door.sessions().ofDevice("alice");
            assertThat(session.commands(InboxCommand.OpenInbox.class).get(0).mode())
                    .isEqualTo(InboxMode.window(1));

            session.push(Items.received(1, "g:team", "bob", Content.text("x")));
            session.push(Items.received(2, "g:team", "bob", Content.text("y")));
            assertThat(client.readPacket()).endsWith("78");
            client.send("C0 00").expect("D0 00");
            client.send("40 02 00 01");
            assertThat(client.readPacket()).endsWith("79");
        }
    }

    @Test
    void deliversAGroupOnceWhileTheInboxIsOpen() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$group/team") + "00")).expect("90 03 00 01 00");
            door.sessions().channels().publish("$group/team", 0, "live");
            client.expect(packet("30", text("$group/team") + "6C 69 76 65"));

            client.send(packet("82", "00 02" + text("$inbox") + "00")).expect("90 03 00 02 00");
            door.sessions().channels().publish("$group/team", 0, "twice");
            client.send("C0 00").expect("D0 00");

            client.send(packet("A2", "00 03" + text("$inbox"))).expect("B0 02 00 03");
            door.sessions().channels().publish("$group/team", 0, "live");
            client.expect(packet("30", text("$group/team") + "6C 69 76 65"));
        }
    }

    @Test
    void skipsAnItemThatIsLargerThanTheClientTakes() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "27 00 00 01 00")).readPacket();
            client.send(packet("82", "00 01 00" + text("$inbox") + "01")).expect("90 04 00 01 00 01");
            FakeSession session = door.sessions().ofDevice("alice");

            session.push(Items.received(1, "g:team", "bob", Content.text("x".repeat(300))));
            session.push(Items.received(2, "g:team", "bob", Content.text("y")));

            assertThat(client.readPacket()).endsWith("79");
            assertThat(session.commands(InboxCommand.AckInbox.class)).containsExactly(new InboxCommand.AckInbox(1));
        }
    }

    @Test
    void lateAcknowledgementsBeyondTheRateLimitStillCount() throws Exception {
        try (TestDoor strict = TestDoor.open("sessions.commandsPerSecond=1");
                RawClient client = strict.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$inbox") + "01")).expect("90 03 00 01 01");
            FakeSession session = strict.sessions().ofDevice("alice");
            for (int i = 1; i <= 10; i++) {
                session.push(Items.received(i, "g:team", "bob", Content.text("x")));
            }
            for (int i = 1; i <= 10; i++) {
                client.readPacket();
                client.send(String.format("40 02 00 %02X", i));
            }
            await().until(() -> session.commands(InboxCommand.AckInbox.class).size() == 10);
        }
    }
}
