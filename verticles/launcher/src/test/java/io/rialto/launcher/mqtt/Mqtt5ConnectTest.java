package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapters 3.1 and 3.2. */
@Specification(Version.MQTT_5_0)
final class Mqtt5ConnectTest extends ConnectConformance {
    @Test
    @Tests(v5 = {"3.1.2-2", "3.2.2-6", "3.2.2-7", "3.2.2-8"})
    void refusesAVersionItDoesNotSpeak() {
        Peer peer = stranger();
        peer.send(new MqttBytes().text("MQTT").bytes(6, 2, 0, 60, 0).text("x").packet(MqttBytes.CONNECT));

        peer.expectRefusal(0x84);
    }

    @Test
    @Tests(v5 = {"3.1.4-1", "4.13.1-1"})
    void refusesAConnectOfAnotherForm() {
        stranger()
                .send(connect()
                        .properties(new Props().two(Props.RECEIVE_MAXIMUM, 0))
                        .bytes())
                .expectRefusal(0x82);
        stranger()
                .send(connect()
                        .properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, 0))
                        .bytes())
                .expectRefusal(0x82);
        stranger()
                .send(connect()
                        .properties(new Props().one(Props.PROBLEM_INFORMATION, 2))
                        .bytes())
                .expectRefusal(0x82);
        stranger()
                .send(connect()
                        .properties(new Props().four(Props.SESSION_EXPIRY, 1).four(Props.SESSION_EXPIRY, 1))
                        .bytes())
                .expectRefusal(0x82);
        stranger()
                .send(connect()
                        .properties(new Props().two(Props.TOPIC_ALIAS, 1))
                        .bytes())
                .expectRefusal(0x81); // §2.2.2.2: not of its packet type
        stranger().send(connect().properties(new Props().raw(0x7E, 1)).bytes()).expectRefusal(0x81);
    }

    @Test
    @Tests(v5 = {"3.1.3-7", "3.2.2-16"})
    void tellsAClientWithoutIdentifierTheOneItGot() {
        String first = assigned();
        String second = assigned();

        assertThat(first).isNotEmpty().isNotEqualTo(second);
        assertThat(stranger().connect(connect(first)).property(Props.ASSIGNED_CLIENT_ID))
                .isEmpty();
    }

    @Test
    @Tests(v5 = {"3.1.3-8", "3.2.2-7", "3.2.2-8"})
    void refusesAnIdentifierThatIsTooLong() {
        stranger().send(connect("x".repeat(129)).bytes()).expectRefusal(0x85);
    }

    @Test
    @Tests(v5 = {"3.1.2-24", "3.2.2-19", "3.2.2-20"})
    void sendsNoConnackThatIsLargerThanTheClientTakes() {
        for (int limit : new int[] {1, 4, 5, 12, 15}) {
            Peer peer = stranger();
            peer.send(connect()
                    .properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, limit))
                    .bytes());

            assertThat(peer.rest()).hasSizeLessThanOrEqualTo(limit);
        }
    }

    @Test
    @Tests(v5 = "3.1.2-28")
    void returnsNoResponseInformationUnasked() {
        Heard answer = stranger().connect(connect().properties(new Props().one(Props.RESPONSE_INFORMATION_WANTED, 0)));

        assertThat(answer.property(Props.RESPONSE_INFORMATION)).isEmpty();
    }

    @Test
    @Tests(v5 = "3.1.2-29")
    void givesReasonsOnlyToWhoWantsThem() {
        Peer curious = client();
        curious.sendSubscribe(new Props(), 0, "$stream/nowhere/+/+");
        assertThat(curious.expect(Heard.SUBACK).property(Props.REASON_STRING)).hasSize(1);

        Peer content = client(connect().properties(new Props().one(Props.PROBLEM_INFORMATION, 0)));
        content.sendSubscribe(new Props(), 0, "$stream/nowhere/+/+");
        assertThat(content.expect(Heard.SUBACK).properties()).isEmpty();
        assertThat(content.unsubscribe("$stream/nowhere/+/+").properties()).isEmpty();
        assertThat(content.publish(Publish.of("$nobody", "x").qos(1, 1)).properties())
                .isEmpty();
        assertThat(content.publish(Publish.of("$nobody", "x").qos(2, 2)).properties())
                .isEmpty();
    }

    @Test
    @Tests(v5 = "3.2.2-1")
    void setsNoReservedFlagOfConnack() {
        assertThat(stranger().connect(connect()).at(0) & 0xFE).isZero();
    }

    @Test
    @Tests(v5 = "3.2.2-15")
    void endsTheConnectionOnAPacketAboveTheMaximumItTold() {
        Peer client = stranger();
        int limit = Integer.parseInt(
                client.connect(connect()).property(Props.MAXIMUM_PACKET_SIZE).get(0));

        client.send(new MqttBytes().packet(0x30, limit)).expectEnd(0x95);
    }

    @Test
    @Tests(v5 = "3.1.3-10")
    void publishesTheUserPropertiesOfAWillInTheirOrder() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Props properties = new Props().user("b", "1").user("a", "2").user("b", "0");

        client(connect().will(topic, "gone", 0, false).willProperties(properties))
                .vanish();

        assertThat(subscriber.expectText("gone").property(Props.USER)).containsExactly("b=1", "a=2", "b=0");
    }

    @Test
    @Tests(v5 = "3.1.2-8")
    void publishesTheWillOfAClientThatSaysGoodbyeWithIt() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);

        client(connect().will(topic, "gone", 0, false)).send(0xE0, 1, 4).expectEnd();

        subscriber.expectText("gone");
    }

    private String assigned() {
        return stranger()
                .connect(connect(""))
                .property(Props.ASSIGNED_CLIENT_ID)
                .get(0);
    }
}
