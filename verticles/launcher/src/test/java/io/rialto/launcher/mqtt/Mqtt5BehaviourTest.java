package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapter 4. */
@Specification(Version.MQTT_5_0)
final class Mqtt5BehaviourTest extends BehaviourConformance {
    @Test
    @Tests(v5 = {"4.3.3-7", "4.3.3-13"})
    void completesQos2AfterTheMessagesExpiry() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 2);
        Peer publisher = client();
        Props expiry = new Props().four(Props.MESSAGE_EXPIRY, 1);
        publisher.send(Publish.of(topic, "x").qos(2, 7).properties(expiry).bytes(version()));
        publisher.expect(Heard.PUBREC);
        Heard delivery = subscriber.expectText("x");

        long expired = System.nanoTime() + 1_200_000_000L;
        while (System.nanoTime() < expired) {
            subscriber.expectNothing();
        }

        subscriber.answer(delivery).expectNothing();
        publisher.ack(Heard.PUBREL, 7);
        Heard complete = publisher.expect(Heard.PUBCOMP);
        assertThat(complete.id()).isEqualTo(7);
        assertThat(complete.reason()).isZero();
    }

    @Test
    @Tests(v5 = "4.3.3-9")
    void takesTheIdentifierOfARefusedPublishForANewOne() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer publisher = client();
        assertThat(publisher.publish(Publish.of("$nobody/may", "x").qos(2, 7)).reason())
                .isEqualTo(0x87);

        publisher.publish(Publish.of(topic, "x").qos(2, 7));

        subscriber.expectText("x");
    }
}
