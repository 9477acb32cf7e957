package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapters 3.12 to 3.15. */
@Specification(Version.MQTT_5_0)
final class Mqtt5EndTest extends EndConformance {
    @Test
    @Tests(v5 = {"3.14.2-1", "4.13.1-1"})
    void endsTheConnectionOnAReasonThatDisconnectDoesNotHave() {
        client().send(0xE0, 1, 0x8E).expectEnd(0x82);
        client().send(0xE0, 1, 0x42).expectEnd(0x82);
    }

    @Test
    @Tests(v5 = {"3.14.2-1", "3.14.2-2", "3.14.2-3", "3.14.2-4", "3.14.4-1", "3.14.4-2", "4.13.2-1"})
    void saysGoodbyeInFewBytesAndCloses() {
        String id = fresh("client");
        String topic = topic();
        Peer old = client(connect(id).properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, 64)));
        old.subscribe(topic, 0);
        client(connect(id));

        Heard goodbye = old.expect(Heard.DISCONNECT);

        assertThat(goodbye.reason()).isEqualTo(0x8E);
        assertThat(goodbye.size()).isLessThanOrEqualTo(64);
        assertThat(goodbye.property(Props.SESSION_EXPIRY)).isEmpty();
        assertThat(old.rest()).isEmpty();
    }

    @Test
    @Tests(v5 = "3.15.1-1")
    void endsTheConnectionOnAuthWithFlags() {
        client().send(0xF2, 0).expectEnd(0x81);
    }

    @Test
    @Tests(v5 = {"4.12.0-6", "4.12.0-7"})
    void endsTheConnectionOnAuthOfAClientWithoutMethod() {
        Peer client = stranger();
        assertThat(client.connect(connect()).property(Props.AUTH_METHOD)).isEmpty();

        client.send(0xF0, 0).expectEnd(0x82);
    }

    @Test
    @Tests(v5 = {"4.12.0-1", "4.12.0-4"})
    void refusesAMethodItDoesNotKnow() {
        stranger()
                .send(connect()
                        .properties(new Props().text(Props.AUTH_METHOD, "GUESS-ME"))
                        .bytes())
                .expectRefusal(0x8C);
    }
}
