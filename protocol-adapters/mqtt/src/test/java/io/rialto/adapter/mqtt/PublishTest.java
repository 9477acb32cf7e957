package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.Content;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class PublishTest {
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
    void publishesToAChannel() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            // Payload format, expiry 60 s, content type "t"; then QoS 1, retain.
            client.send(packet("33", text("a/b") + "00 07 0B 01 01 02 00 00 00 3C 03 00 01 74 68 69"))
                    .expect("40 03 00 07 10");

            Publication publication =
                    door.sessions().ofDevice("alice").publications().get(0);
            assertThat(publication.topic()).isEqualTo("a/b");
            assertThat(publication.qos()).isEqualTo(1);
            assertThat(publication.retain()).isTrue();
            assertThat(publication.content().type()).isEqualTo(Content.TEXT);
            assertThat(publication.content().asText()).hasValue("hi");
            assertThat(publication.expiresAt() - System.currentTimeMillis()).isBetween(30_000L, 60_000L);
        }
    }

    @Test
    void sendsMessagesToAccountsAndGroups() throws Exception {
        try (RawClient client = door.raw5("bob")) {
            String cmid = "26 " + text("cmid") + text("c-1");
            client.send(packet("32", text("$user/alice") + "00 01 0C " + cmid + "68 69"))
                    .expect("40 02 00 01");
            client.send(packet("32", text("$group/team") + "00 02 00 68 69")).expect("40 02 00 02");

            FakeSession session = door.sessions().ofDevice("bob");
            MessageCommand.SendMessage direct =
                    session.commands(MessageCommand.SendMessage.class).get(0);
            assertThat(direct.room().value()).isEqualTo("d:alice|bob");
            assertThat(direct.cmid()).isEqualTo("c-1");
            assertThat(new String(direct.content().bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hi");
            assertThat(session.commands(MessageCommand.SendMessage.class)
                            .get(1)
                            .room()
                            .value())
                    .isEqualTo("g:team");
        }
    }

    @Test
    void refusesTopicsOfTheServer() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            five.send(packet("32", text("$SYS/x") + "00 01 00")).expect("40 03 00 01 87");
            five.send(packet("32", text("$user/a b") + "00 02 00")).expect("40 03 00 02 90");
            five.send(packet("34", text("$inbox") + "00 03 00")).expect("50 03 00 03 87");
            three.send(packet("32", text("$SYS/x") + "00 01")).expect("40 02 00 01");

            assertThat(door.dropped(DropReason.REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void saysWhyInWordsToWhomAsksForIt() throws Exception {
        try (RawClient five = door.raw()) {
            five.send(RawClient.connect5("alice", "17 01")).readPacket();
            door.sessions().ofDevice("alice").refusePublications(ErrorCode.FORBIDDEN);

            five.send(packet("32", text("a") + "00 01 00"))
                    .expect(packet("40", "00 01 87 16 1F" + text("refused by the test")));
            five.send(packet("34", text("a") + "00 02 00"))
                    .expect(packet("50", "00 02 87 16 1F" + text("refused by the test")));
            five.send(packet("82", "00 03 00" + text("$SYS/#") + "00"))
                    .expect(packet("90", "00 03 1B 1F" + text("no access rule allows it") + "87"));
        }
    }

    @Test
    void tellsAnMqtt5ClientWhyAPublishFailed() throws Exception {
        try (RawClient five = door.raw5("alice")) {
            door.sessions().ofDevice("alice").refusePublications(ErrorCode.STORE_UNAVAILABLE);

            five.send(packet("32", text("a") + "00 01 00")).expect("40 03 00 01 80");
            five.send(packet("34", text("a") + "00 02 00")).expect("50 03 00 02 80");
        }
    }

    @Test
    void refusesAContentTypeThatOnlyTheGatewayHas() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            String recall = "03 00 06 72 65 63 61 6C 6C";

            client.send(packet("32", text("$user/bob") + "00 01 09" + recall + "78"))
                    .expect("40 03 00 01 87");

            assertThat(door.sessions().ofDevice("alice").commands(MessageCommand.SendMessage.class))
                    .isEmpty();
        }
    }

    @Test
    void refusesTextThatIsNone() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("32", text("a") + "00 01 02 01 01 FF FE")).expect("40 03 00 01 99");
            client.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void takesAQos2PublishOnce() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            String publish = packet("34", text("a") + "00 09 00 78");
            String again = packet("3C", text("a") + "00 09 00 78");
            client.send(publish).expect("50 03 00 09 10");
            client.send(again).expect("50 02 00 09");
            client.send("62 02 00 09").expect("70 02 00 09");
            client.send("62 02 00 09").expect("70 03 00 09 92");
            client.send(publish).expect("50 03 00 09 10");

            assertThat(door.sessions().ofDevice("alice").publications()).hasSize(2);
        }
    }

    @Test
    void ignoresARepetitionOfAQos2PublishThatIsNotAnsweredYet() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            FakeSession session = door.sessions().ofDevice("alice");
            session.holdReceipts();
            client.send(packet("34", text("a") + "00 09 78") + packet("3C", text("a") + "00 09 78") + "C0 00")
                    .expect("D0 00");
            session.releaseReceipts();

            client.expect("50 02 00 09");
            assertThat(session.publications()).hasSize(1);
        }
    }

    @Test
    void answersInTheOrderOfArrival() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = door.sessions().ofDevice("alice");
            session.holdReceipts();
            client.send(packet("32", text("slow") + "00 01 00") + packet("32", text("$user/bob") + "00 02 00"));
            await().until(() ->
                    session.commands(MessageCommand.SendMessage.class).size() == 1);
            client.send("C0 00").expect("D0 00");
            session.releaseReceipts();

            client.expect("40 03 00 01 10 40 02 00 02");
        }
    }

    @Test
    void endsAnMqtt5ClientThatExceedsReceiveMaximum() throws Exception {
        try (TestDoor small = TestDoor.open("listeners.mqtt.receiveMaximum=2");
                RawClient client = small.raw5("alice")) {
            small.sessions().ofDevice("alice").holdReceipts();

            client.send(packet("32", text("a") + "00 01 00"));
            client.send(packet("34", text("a") + "00 02 00"));
            client.send("C0 00").expect("D0 00");
            client.send(packet("32", text("a") + "00 03 00")).expect("E0 01 93");
            client.expectClosed();
        }
    }

    @Test
    void takesAsManyAsItPromised() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = door.sessions().ofDevice("alice");
            session.holdReceipts();
            for (int i = 1; i <= 64; i++) {
                client.send(packet("32", text("a") + String.format("00 %02X 00", i)));
            }
            client.send("C0 00").expect("D0 00");
            assertThat(session.publications()).hasSize(64);
            client.send(packet("32", text("a") + "00 41 00")).expect("E0 01 93");
        }
    }

    @Test
    void readsNoMoreFromWhoSendsToRoomsTooFastWithQos0() throws Exception {
        try (TestDoor small = TestDoor.open("sessions.maxUnacked=2");
                RawClient client = small.raw5("alice")) {
            FakeSession session = small.sessions().ofDevice("alice");
            Promise<Sent> answer = Promise.promise();
            session.answer(MessageCommand.SendMessage.class, command -> answer.future());
            String message = packet("30", text("$user/bob") + "00 78");
            client.send(message + message + message + "C0 00");
            await().until(() ->
                    session.commands(MessageCommand.SendMessage.class).size() == 2);
            answer.fail(new GatewayException(ErrorCode.FORBIDDEN, "refused by the test"));

            client.expect("D0 00");
            assertThat(session.commands(MessageCommand.SendMessage.class)).hasSize(3);
            await().until(() -> small.dropped(DropReason.REFUSED) == 3);
        }
    }

    @Test
    void countsQos2AgainstReceiveMaximumUntilItIsReleased() throws Exception {
        try (TestDoor small = TestDoor.open("listeners.mqtt.receiveMaximum=1");
                RawClient client = small.raw5("alice")) {
            client.send(packet("34", text("a") + "00 01 00")).expect("50 03 00 01 10");
            client.send("62 02 00 01").expect("70 02 00 01");
            client.send(packet("34", text("a") + "00 02 00")).expect("50 03 00 02 10");
            client.send(packet("32", text("a") + "00 03 00")).expect("E0 01 93");
        }
    }

    @Test
    void readsNoMoreFromAnMqtt3ClientWithTooMuchUnanswered() throws Exception {
        try (TestDoor small = TestDoor.open("sessions.maxUnacked=2");
                RawClient client = small.raw3("alice")) {
            FakeSession session = small.sessions().ofDevice("alice");
            session.holdReceipts();
            client.send(packet("32", text("a") + "00 01")
                    + packet("32", text("a") + "00 02")
                    + packet("32", text("a") + "00 03")
                    + "C0 00");
            await().until(() -> session.publications().size() == 2);
            session.releaseReceipts();

            List<String> answers =
                    List.of(client.readPacket(), client.readPacket(), client.readPacket(), client.readPacket());
            assertThat(answers).contains("D0 00").containsSubsequence("40 02 00 01", "40 02 00 02", "40 02 00 03");
        }
    }

    /** MQTT-4.8.0-2, MQTT-3.3.5-2. */
    @Test
    void endsAnMqtt3ConnectionWhosePublishFailedForNow() throws Exception {
        try (RawClient three = door.raw3("alice");
                RawClient refused = door.raw3("bob")) {
            door.sessions()
                    .ofDevice("alice")
                    .answer(
                            MessageCommand.SendMessage.class,
                            command -> Future.failedFuture(new GatewayException(ErrorCode.OVERLOADED, "by the test")));
            door.sessions()
                    .ofDevice("bob")
                    .answer(
                            MessageCommand.SendMessage.class,
                            command -> Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, "by the test")));

            three.send(packet("32", text("$user/carol") + "00 01 78"));
            refused.send(packet("32", text("$user/carol") + "00 01 78"));

            three.expectClosed();
            refused.expect("40 02 00 01");
            assertThat(door.dropped(DropReason.REFUSED)).isEqualTo(2);
        }
    }

    @Test
    void readsNoMoreWhileCoreIsCongested() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            FakeSession session = door.sessions().ofDevice("alice");
            session.congest(true);
            client.send("C0 00");
            // What is sent now may have been read before the pause; what is sent after its answer is not.
            session.congest(false);
            client.expect("D0 00");

            session.congest(true);
            client.send(packet("30", text("a") + "31") + "C0 00");
            assertThat(session.publications()).isEmpty();
            session.congest(false);
            client.expect("D0 00");
            assertThat(session.publications()).hasSize(1);
        }
    }

    @Test
    void resolvesTopicAliases() throws Exception {
        try (RawClient client = door.raw5("alice");
                RawClient other = door.raw5("bob")) {
            client.send(packet("32", text("long/topic") + "00 01 03 23 00 05 61"));
            client.send(packet("32", text("") + "00 02 03 23 00 05 62")).expect("40 03 00 01 10 40 03 00 02 10");
            assertThat(door.sessions().ofDevice("alice").publications())
                    .extracting(Publication::topic)
                    .containsExactly("long/topic", "long/topic");

            other.send(packet("32", text("") + "00 02 03 23 00 05 62")).expect("E0 01 82");
        }
    }

    @Test
    void publishesTheWillOfWhoDiesWithoutDisconnect() throws Exception {
        String will = text("MQTT") + "05 EE 00 00 00" + text("alice") + "00" + text("last/words") + text("gone")
                + text("alice") + text("secret");
        RawClient dead = door.raw();
        dead.send(packet("10", will));
        dead.readPacket();
        FakeSession died = door.sessions().ofDevice("alice");
        dead.close();
        await().until(() -> died.closes() == 1);

        assertThat(died.publications()).hasSize(1);
        assertThat(died.publications().get(0).topic()).isEqualTo("last/words");
        assertThat(died.publications().get(0).qos()).isEqualTo(1);
        assertThat(died.publications().get(0).retain()).isTrue();

        RawClient polite = door.raw();
        polite.send(packet("10", will));
        polite.readPacket();
        FakeSession left = door.sessions().ofDevice("alice");
        polite.send("E0 00");
        polite.expectClosed();
        await().until(() -> left.closes() == 1);
        assertThat(left.publications()).isEmpty();

        RawClient insisting = door.raw();
        insisting.send(packet("10", will));
        insisting.readPacket();
        FakeSession insisted = door.sessions().ofDevice("alice");
        insisting.send("E0 01 04");
        insisting.expectClosed();
        await().until(() -> insisted.closes() == 1);
        assertThat(insisted.publications()).hasSize(1);
    }
}
