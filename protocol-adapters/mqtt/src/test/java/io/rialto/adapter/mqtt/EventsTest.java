package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class EventsTest {
    private static final Push.Signalled TYPING = new Push.Signalled(
            RoomId.direct(new AccountId("alice"), new AccountId("bob")), new AccountId("bob"), Content.text("hi"));

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
    void tellsSignalsOnceHoweverManyFiltersMatch() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$events/#") + "01" + text("$events/signal/#") + "02"))
                    .expect("90 04 00 01 00 00");
            FakeSession session = door.sessions().ofDevice("alice");

            session.push(TYPING);

            client.expect(packet("30", text("$events/signal/d:alice|bob/bob") + "68 69"));
            client.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void tellsMqtt5WhereAndWho() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("$events/#") + "00")).expect("90 04 00 01 00 00");

            door.sessions().ofDevice("alice").push(TYPING);

            assertThat(client.readPacket())
                    .startsWith("30")
                    .contains("26 " + text("room") + text("d:alice|bob").trim())
                    .contains("26 " + text("from") + text("bob").trim())
                    .endsWith("68 69");
        }
    }

    @Test
    void whoDidNotSubscribeIsToldNothing() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$events/#") + "00")).expect("90 03 00 01 00");
            client.send(packet("A2", "00 02" + text("$events/#"))).expect("B0 02 00 02");

            door.sessions().ofDevice("alice").push(TYPING);

            client.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void aNoticeComesByTheInbox() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("$inbox/#") + "00")).expect("90 03 00 01 00");

            door.sessions().ofDevice("alice").push(Items.received(1, "y:alice", "bob", Content.text("x")));

            client.expect(packet("30", text("$inbox/system/y:alice/bob") + "78"));
        }
    }

    @Test
    void publishesSignals() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("30", text("$user/bob/signal") + "78"));
            client.send(packet("32", text("$group/team/signal") + "00 01 79")).expect("40 02 00 01");

            FakeSession session = door.sessions().ofDevice("alice");
            await().until(() -> session.commands(SignalCommand.Signal.class).size() == 2);
            assertThat(session.commands(SignalCommand.Signal.class).stream()
                            .map(signal -> signal.room().value()))
                    .containsExactly("d:alice|bob", "g:team");
        }
    }
}
