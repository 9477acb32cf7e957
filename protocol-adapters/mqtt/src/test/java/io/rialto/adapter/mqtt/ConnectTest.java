package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.session.WillPlace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ConnectTest {
    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open("listeners.mqtt.maxKeepAlive=10m");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void tellsAnMqtt5ClientWhatTheServerCanDo() throws Exception {
        Mqtt5BlockingClient client =
                MqttClient.builder().useMqttVersion5().serverPort(door.port()).buildBlocking();

        Mqtt5ConnAck answer = client.connectWith()
                .simpleAuth()
                .username("alice")
                .password(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .keepAlive(65_000)
                .sessionExpiryInterval(100)
                .send();

        assertThat(answer.isSessionPresent()).isFalse();
        assertThat(answer.getAssignedClientIdentifier()).isPresent();
        assertThat(answer.getServerKeepAlive()).hasValue(600);
        assertThat(answer.getSessionExpiryInterval()).hasValue(0);
        assertThat(answer.getRestrictions().getReceiveMaximum()).isEqualTo(64);
        assertThat(answer.getRestrictions().getMaximumPacketSize()).isEqualTo(1 << 20);
        assertThat(answer.getRestrictions().getTopicAliasMaximum()).isEqualTo(16);
        assertThat(answer.getRestrictions().isSharedSubscriptionAvailable()).isTrue();
        assertThat(answer.getRestrictions().isRetainAvailable()).isTrue();
        client.disconnect();
    }

    @Test
    void refusesAWillThatNobodyCouldPublish() throws Exception {
        for (String topic : List.of("$foo/a", "$inbox", "$SYS/broker/a")) {
            assertRefused(topic, "87", "05");
        }
        assertRefused("$user/no account", "90", "05");
        assertRefused("$stream/room", "90", "05");
        assertThat(door.sessions().signIns()).isEmpty();
    }

    @Test
    void asksCoreWhetherAWillMayBePublished() throws Exception {
        for (String topic : List.of("a/b", "$user/bob/signal", "$group/team", "$stream/show/cam/alice")) {
            try (RawClient five = door.raw()) {
                five.send(packet("10", will(topic, true))).readPacket();
            }
        }

        assertThat(door.sessions().signIns())
                .extracting(SignIn::will)
                .containsExactly(
                        null,
                        WillPlace.ofAccount(new AccountId("bob"), true),
                        WillPlace.ofGroup(RoomId.group("team"), false),
                        WillPlace.ofStream(new RoomId("s:show"), "cam", new AccountId("alice")));
        door.sessions().refuse(ErrorCode.FORBIDDEN);
        assertRefused("a/b", "87", "05");
    }

    private void assertRefused(String topic, String code5, String code3) throws Exception {
        try (RawClient five = door.raw();
                RawClient three = door.raw()) {
            five.send(packet("10", will(topic, true)))
                    .expect("20 03 00 " + code5 + " 00")
                    .expectClosed();
            three.send(packet("10", will(topic, false)))
                    .expect("20 02 00 " + code3)
                    .expectClosed();
        }
    }

    private static String will(String topic, boolean is5) {
        String none = is5 ? "00" : "";
        return text("MQTT") + (is5 ? "05" : "04") + "C6 00 00" + none + text("alice") + none + text(topic)
                + text("gone") + text("alice") + text(FakeSessions.PASSWORD);
    }

    /** MQTT-3.1.2-24; what is left out means the same (MQTT 5 §3.2.2.3.11 to 13). */
    @Test
    void letsClientsOfSmallPacketsInWithAShorterAnswer() throws Exception {
        try (RawClient client = door.raw();
                RawClient smaller = door.raw()) {
            client.send(RawClient.connect5("alice", "27 00 00 00 13"))
                    .expect("20 11 00 00 0E 21 00 40 27 00 10 00 00 22 00 10 13 02 58");
            smaller.send(RawClient.connect5("bob", "27 00 00 00 12"))
                    .expect("20 03 00 95 00")
                    .expectClosed();
        }
    }

    @Test
    void signsInWithPasswordAndDevice() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            SignIn signIn = door.sessions().signIns().get(0);

            assertThat(signIn.credentials()).isEqualTo(new Credentials.Password("alice", FakeSessions.PASSWORD));
            assertThat(signIn.device().value()).isEqualTo("alice");
            assertThat(signIn.protocol()).isEqualTo("mqtt");
            client.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void letsGuestsInOnLoopback() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(packet("10", text("MQTT") + "04 02 00 00" + text(""))).expect("20 02 00 00");

            SignIn signIn = door.sessions().signIns().get(0);
            assertThat(signIn.credentials()).isEqualTo(new Credentials.Anonymous());
            assertThat(signIn.guests()).isTrue();
            assertThat(signIn.device().value()).startsWith("auto-");
        }
    }

    @Test
    void refusesAnEmptyClientIdThatWantsASessionOfMqtt3() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(packet("10", text("MQTT") + "04 00 00 00" + text(""))).expect("20 02 00 02");
            client.expectClosed();
        }
    }

    @Test
    void acceptsAnUncleanSessionOfMqtt3WithoutOne() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(packet("10", text("MQTT") + "04 00 00 00" + text("sensor")))
                    .expect("20 02 00 00");
        }
    }

    @Test
    void refusesWrongCredentials() throws Exception {
        try (RawClient five = door.raw();
                RawClient three = door.raw()) {
            five.send(packet("10", text("MQTT") + "05 C2 00 00 00" + text("x") + text("alice") + text("wrong")))
                    .expect("20 03 00 86 00");
            five.expectClosed();
            three.send(packet("10", text("MQTT") + "04 C2 00 00" + text("x") + text("alice") + text("wrong")))
                    .expect("20 02 00 04");
            three.expectClosed();
        }
    }

    @Test
    void refusesWhenCoreHasTooMuchToDo() throws Exception {
        door.sessions().refuse(ErrorCode.OVERLOADED);
        try (RawClient five = door.raw();
                RawClient three = door.raw()) {
            five.send(RawClient.connect5("alice", "")).expect("20 03 00 97 00");
            three.send(RawClient.connect3("alice")).expect("20 02 00 03");
        }
    }

    @Test
    void keepsWhatAClientSendsBeforeItIsLetIn() throws Exception {
        door.sessions().hold();
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect3("alice") + " C0 00 C0 00");
            await().until(() -> !door.sessions().signIns().isEmpty());
            door.sessions().release();

            client.expect("20 02 00 00 D0 00 D0 00");
        }
    }

    @Test
    void whatAClientHasSaidCountsThoughItIsGoneBeforeItIsLetIn() throws Exception {
        door.sessions().hold();
        RawClient client = door.raw();
        client.send(RawClient.connect3("alice") + packet("30", text("a/b") + "68 69") + " E0 00");
        client.close();
        await().until(() -> door.metrics().open() == 0);
        door.sessions().release();

        await().until(() -> !door.sessions().opened().isEmpty());
        FakeSession session = door.sessions().ofDevice("alice");
        await().until(() -> session.closes() == 1);
        assertThat(session.publications()).extracting(Publication::topic).containsExactly("a/b");
    }

    @Test
    void closesASessionThatComesTooLate() throws Exception {
        door.sessions().hold();
        RawClient client = door.raw();
        client.send(RawClient.connect3("alice"));
        await().until(() -> !door.sessions().signIns().isEmpty());
        client.close();
        door.sessions().release();

        await().until(() -> !door.sessions().opened().isEmpty());
        await().until(() -> door.sessions().ofDevice("alice").closes() == 1);
        await().until(() -> door.metrics().open() == 0);
    }

    @Test
    void closesTheSessionOnceWhenTheConnectionGoes() throws Exception {
        RawClient client = door.raw5("alice");
        FakeSession session = door.sessions().ofDevice("alice");

        client.send("E0 00");
        client.expectClosed();

        await().until(() -> door.metrics().open() == 0);
        assertThat(session.closes()).isEqualTo(1);
    }

    @Test
    void saysWhyASessionEnds() throws Exception {
        try (RawClient replaced = door.raw5("alice");
                RawClient expired = door.raw5("bob");
                RawClient three = door.raw3("carol")) {
            door.sessions().ofDevice("alice").push(new Push.Kicked(Push.Reason.REPLACED));
            door.sessions().ofDevice("bob").push(new Push.Kicked(Push.Reason.TOKEN_EXPIRED));
            door.sessions().ofDevice("carol").push(new Push.Kicked(Push.Reason.SHUTDOWN));

            replaced.expect("E0 01 8E");
            replaced.expectClosed();
            expired.expect("E0 01 87");
            expired.expectClosed();
            three.expectClosed();
        }
    }

    @Test
    void closesWhoDoesNotSignIn() throws Exception {
        try (TestDoor hasty = TestDoor.open("listeners.loginTimeout=1s");
                RawClient silent = hasty.raw();
                RawClient slow = hasty.raw()) {
            slow.send("10 20 00 04");

            silent.expectClosed();
            slow.expectClosed();
            await().until(() -> hasty.metrics().open() == 0);
        }
    }

    @Test
    void closesWhoIsSilentBeyondItsKeepAlive() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(packet("10", text("MQTT") + "05 C2 00 01 00" + text("a") + text("alice") + text("secret")));
            client.readPacket();

            client.expect("E0 01 8D");
            client.expectClosed();
        }
    }

    @Test
    void refusesMoreConnectionsThanAllowed() throws Exception {
        try (TestDoor small = TestDoor.open("listeners.maxConnections=1");
                RawClient first = small.raw3("alice");
                RawClient second = small.raw()) {
            second.expectClosed();
            first.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void saysGoodbyeWhenTheServerStops() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            door.stop();

            five.expect("E0 01 8B");
            five.expectClosed();
            three.expectClosed();
            assertThat(door.sessions().ofDevice("alice").closes()).isEqualTo(1);
        }
    }

    /** MQTT 5 §4.13.1: 0x9C, since the node comes back. */
    @Test
    void namesAnotherServerWhenItStops() throws Exception {
        try (TestDoor leaving = TestDoor.open("listeners.mqtt.serverReference=b.example:1883");
                RawClient five = leaving.raw5("alice");
                RawClient small = leaving.raw();
                RawClient three = leaving.raw3("bob")) {
            small.send(RawClient.connect5("carol", "27 00 00 00 10")).readPacket(); // takes packets of 16 bytes
            leaving.stop();

            five.expect("E0 13 9C 11 1C " + text("b.example:1883"));
            five.expectClosed();
            three.expectClosed();
            small.expectClosed();
        }
    }

    @Test
    void tellsWhereAnswersAreToBeSentToWhoAsks() throws Exception {
        try (RawClient asking = door.raw();
                RawClient silent = door.raw()) {
            asking.send(RawClient.connect5("alice", "19 01"));
            silent.send(RawClient.connect5("bob", "19 00"));

            assertThat(asking.readPacket())
                    .contains("1A " + text("responses/alice/alice").trim());
            assertThat(silent.readPacket()).doesNotContain(RawClient.hex("responses".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
