package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chapter 3.1 and 3.2: CONNECT, CONNACK. */
abstract class ConnectConformance extends Conformance {
    private static final int MALFORMED = 0x81;
    private static final int LOGIN = 0xC2;

    @Test
    @Tests(v3 = "3.1.0-1", v5 = "3.1.0-1")
    void endsAConnectionThatDoesNotBeginWithConnect() {
        stranger().send(0xC0, 0).expectEnd();
        stranger().send(Publish.of(topic(), "x").bytes(version())).expectEnd();
    }

    @Test
    @Tests(v3 = "3.1.0-2", v5 = "3.1.0-2")
    void endsTheConnectionOnASecondConnect() {
        client().send(connect().bytes()).expectEnd(0x82);
    }

    @Test
    @Tests(
            v3 = "3.1.2-1",
            v5 = {"3.1.2-1", "3.14.0-1"})
    void endsAConnectionOfAnotherProtocol() {
        Peer peer = stranger();
        peer.send(new MqttBytes()
                .text("MQTS")
                .bytes(version().level(), 2, 0, 60, 0)
                .text("")
                .packet(MqttBytes.CONNECT));

        assertThat(peer.rest()).isIn(new byte[0], new byte[] {0x20, 2, 0, 1});
    }

    @Test
    @Tests(v3 = "3.1.2-2")
    void refusesALevelItDoesNotSpeak() {
        for (int level : new int[] {3, 0, 2}) {
            Peer peer = stranger();
            peer.send(new MqttBytes()
                    .text("MQTT")
                    .bytes(level, 2, 0, 60)
                    .text("x")
                    .packet(MqttBytes.CONNECT));

            assertThat(peer.rest()).isEqualTo(new byte[] {0x20, 2, 0, 1});
        }
    }

    @Test
    @Tests(v3 = "3.1.2-3", v5 = "3.1.2-3")
    void refusesTheReservedConnectFlag() {
        stranger().send(connect().flags(LOGIN | 1).bytes()).expectRefusal(MALFORMED);
    }

    @Test
    @Tests(
            v3 = {"3.1.2-8", "3.1.2-9", "3.1.2-16"},
            v5 = {"3.1.2-8", "3.1.2-7", "3.1.2-14"})
    void publishesTheWillOfAClientThatVanishes() {
        String parent = topic();
        String topic = parent + "/will";
        Peer subscriber = subscriber(topic, 2);
        Peer client = client(connect().will(topic, "gone", 1, false));
        subscriber.expectNothing();

        client.vanish();

        Heard will = subscriber.expectText("gone");
        assertThat(will.qos()).isEqualTo(1);
        assertThat(will.retain()).isFalse();
        subscriber.answer(will);
        assertThat(retainedBelow(parent)).isEmpty();
    }

    /** With a delay or without, for a session that outlives its connection or for another. */
    @Test
    @Tests(
            v3 = {"3.2.2-4", "3.2.2-5", "3.1.4-5"},
            v5 = {"3.2.2-6", "3.2.2-7", "3.2.2-8", "3.1.4-2", "3.1.4-6"})
    void refusesAWillThatItsClientMayNotPublish() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        for (String denied : List.of("$SYS/broker/will", "$nobody/may", "$group/" + fresh("strangers"))) {
            Peer client = stranger();
            client.send(connect().will(denied, "gone", 1, false).bytes())
                    .send(Publish.of(topic, "unheard").bytes(version()));

            byte[] refused = version().is5() ? new byte[] {0x20, 3, 0, (byte) 0x87, 0} : new byte[] {0x20, 2, 0, 5};
            assertThat(client.rest()).as(denied).isEqualTo(refused);
        }
        subscriber.expectNothing();
    }

    @Test
    @Tests(
            v3 = {"3.1.2-8", "3.1.2-24"},
            v5 = {"3.1.2-8", "3.1.2-22", "3.2.2-22"})
    void endsAConnectionThatIsSilentForOneAndAHalfKeepAlives() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer client = client(connect().keepAlive(1).will(topic, "silent", 0, false));
        long begin = System.nanoTime();

        client.expectEnd(0x8D);

        assertThat(System.nanoTime() - begin).isBetween(1_400_000_000L, 5_000_000_000L);
        subscriber.expectText("silent");
    }

    @Test
    @Tests(
            v3 = {"3.1.2-8", "3.1.2-10", "3.14.4-3", "3.1.2-12"},
            v5 = {"3.1.2-10", "3.14.4-3"})
    void forgetsTheWillOfAClientThatSaysGoodbye() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        String id = fresh("client");

        client(connect(id).will(topic, "gone", 0, false)).disconnect();
        client(connect(id)).vanish();
        client(connect(id).will(topic, "once", 0, false)).vanish();
        subscriber.expectText("once");
        client(connect(id)).vanish();
        client(connect(id).will(topic, "twice", 0, false)).vanish();

        subscriber.expectText("twice");
        client().publish(Publish.of(topic, "end"));
        subscriber.expectText("end");
    }

    @Test
    @Tests(
            v3 = {"3.1.2-9", "3.1.3-1"},
            v5 = {"3.1.2-9", "3.1.3-1"})
    void refusesAWillFlagWithoutAWill() {
        stranger().send(connect().flags(LOGIN | 4).bytes()).expectRefusal(MALFORMED);
    }

    @Test
    @Tests(v3 = "3.1.2-11", v5 = "3.1.3-1")
    void refusesAWillWithoutItsFlag() {
        stranger()
                .send(connect().will(topic(), "x", 0, false).flags(LOGIN).bytes())
                .expectRefusal(MALFORMED);
    }

    @Test
    @Tests(
            v3 = {"3.1.2-11", "3.1.2-13", "3.1.2-15"},
            v5 = {"3.1.2-11", "3.1.2-13"})
    void refusesQosOrRetainWithoutAWill() {
        for (int flag : new int[] {0x08, 0x10, 0x20}) {
            stranger().send(connect().flags(LOGIN | flag).bytes()).expectRefusal(MALFORMED);
        }
    }

    @Test
    @Tests(v3 = "3.1.2-14", v5 = "3.1.2-12")
    void takesAWillOfEveryQosButThree() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 2);
        for (int qos = 0; qos < 3; qos++) {
            client(connect().will(topic, "q" + qos, qos, false)).vanish();
            Heard will = subscriber.expectText("q" + qos);
            assertThat(will.qos()).isEqualTo(qos);
            subscriber.answer(will);
        }

        stranger().send(connect().will(topic, "q3", 3, false).bytes()).expectRefusal(MALFORMED);
    }

    @Test
    @Tests(
            v3 = {"3.1.2-17", "3.1.2-7"},
            v5 = "3.1.2-15")
    void retainsAWillThatIsToBeRetained() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        client(connect().will(topic, "gone", 1, true)).vanish();
        subscriber.expectText("gone");

        Peer late = subscriber(topic, 0);

        assertThat(late.expectText("gone").retain()).isTrue();
    }

    @Test
    @Tests(
            v3 = {"3.1.2-18", "3.1.2-20"},
            v5 = {"3.1.2-16", "3.1.2-18"})
    void refusesAUserNameOrPasswordWithoutItsFlag() {
        stranger().send(connect().flags(0x02).bytes()).expectRefusal(MALFORMED);
        stranger().send(connect().flags(0x82).bytes()).expectRefusal(MALFORMED);
    }

    @Test
    @Tests(
            v3 = {"3.1.2-19", "3.1.2-21"},
            v5 = {"3.1.2-17", "3.1.2-19"})
    void refusesAFlagWithoutUserNameOrPassword() {
        Connect nobody = new Connect(version(), fresh("client"));
        stranger().send(nobody.flags(0x82).bytes()).expectRefusal(MALFORMED);
        stranger().send(nobody.flags(0xC2).bytes()).expectRefusal(MALFORMED);
    }

    @Test
    @Tests(
            v3 = {"3.1.3-3", "3.1.3-1"},
            v5 = {"3.1.3-3", "3.1.3-1"})
    void refusesAConnectWithoutClientIdentifier() {
        MqttBytes body = new MqttBytes().text("MQTT").bytes(version().level(), 2, 0, 60);
        stranger()
                .send((version().is5() ? body.bytes(0) : body).packet(MqttBytes.CONNECT))
                .expectRefusal(MALFORMED);
    }

    @Test
    @Tests(
            v3 = {"3.1.3-4", "3.1.3-10", "3.1.3-11"},
            v5 = {"3.1.3-4", "3.1.3-11", "3.1.3-12"})
    void refusesTextOfConnectThatIsNotUtf8() {
        stranger().send(connect("a\0b").bytes()).expectRefusal(MALFORMED);
        stranger().send(connect().will("a\0b", "x", 0, false).bytes()).expectRefusal(MALFORMED);
        stranger()
                .send(new Connect(version(), fresh("client")).login("a\0b", "x").bytes())
                .expectRefusal(MALFORMED);
    }

    @Test
    @Tests(v3 = "3.1.3-5", v5 = "3.1.3-5")
    void takesIdentifiersOfLettersAndDigits() {
        for (String id :
                List.of("0123456789abcdefghijklm", "nopqrstuvwxyzABCDEFGHIJ", "KLMNOPQRSTUVWXYZ0123456", "z")) {
            client(connect(id)).expectNothing();
        }
    }

    @Test
    @Tests(
            v3 = {"3.1.3-6", "3.1.4-4", "3.2.2-1"},
            v5 = {"3.1.3-6", "3.1.4-5", "3.2.2-2"})
    void takesClientsWithoutIdentifierAsDifferentOnes() {
        Peer one = client(connect(""));
        Peer two = client(connect(""));
        String topic = topic();
        assertThat(one.subscribe(topic, 0)).isZero();

        two.publish(Publish.of(topic, "x"));

        one.expectText("x");
        two.expectNothing();
    }

    @Test
    @Tests(
            v3 = {"3.1.4-2", "3.1.3-2"},
            v5 = {"3.1.4-3", "3.1.3-2"})
    void sendsAwayWhoeverHasTheIdentifierOfANewClient() {
        String id = fresh("client");
        Peer old = client(connect(id));
        Peer other = client();

        Peer young = client(connect(id));

        old.expectEnd(0x8E);
        young.expectNothing();
        other.expectNothing();
    }

    @Test
    @Tests(
            v3 = {"3.1.4-3", "3.1.2-6", "3.2.2-1"},
            v5 = {"3.1.4-4", "3.1.2-4", "3.2.2-2"})
    void beginsAfreshWhereTheClientWantsThat() {
        String topic = topic();
        String id = fresh("client");
        Peer old = client(connect(id));
        old.subscribe(topic, 1);
        old.vanish();

        Peer young = stranger();
        assertThat(young.connect(connect(id)).at(0)).as("session present").isZero();

        client().publish(Publish.of(topic, "x").qos(1, 1));
        young.expectNothing();
    }

    @Test
    @Tests(
            v3 = {"3.1.4-5", "3.2.2-4", "3.2.2-5"},
            v5 = {"3.1.4-6", "3.1.4-2", "3.2.2-6", "3.2.2-7", "3.2.2-8", "4.13.2-1"})
    void processesNothingThatFollowsARefusedConnect() {
        String parent = topic();
        Peer peer = stranger();
        peer.send(new MqttBytes()
                .raw(new Connect(version(), fresh("client"))
                        .login(BROKER.account(), "wrong")
                        .bytes())
                .raw(Publish.of(parent + "/x", "x").retained().bytes(version()))
                .toByteArray());

        Heard answer = peer.expect(Heard.CONNACK);
        assertThat(answer.at(0)).as("session present").isZero();
        assertThat(answer.reason()).isEqualTo(version().is5() ? 0x86 : 4);
        assertThat(peer.rest()).isEmpty();
        assertThat(retainedBelow(parent)).isEmpty();
    }

    @Test
    @Tests(
            v3 = "3.2.0-1",
            v5 = {"3.2.0-1", "3.2.0-2"})
    void answersConnectBeforeAnythingElse() {
        Peer peer = stranger();
        peer.send(new MqttBytes()
                .raw(connect().bytes())
                .raw(new byte[] {(byte) 0xC0, 0})
                .toByteArray());

        assertThat(peer.expect(Heard.CONNACK).reason()).isZero();
        peer.expect(Heard.PINGRESP);
        peer.expectNothing();
    }
}
