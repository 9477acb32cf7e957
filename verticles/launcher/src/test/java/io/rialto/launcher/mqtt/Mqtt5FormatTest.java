package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapter 2. */
@Specification(Version.MQTT_5_0)
final class Mqtt5FormatTest extends FormatConformance {
    @Test
    @Tests(v5 = "2.2.2-1")
    void saysByALengthOfZeroThatThereAreNoProperties() {
        String topic = topic();
        Peer client = client();

        client.sendSubscribe(new Props(), 0, topic);
        assertThat(client.expect(Heard.SUBACK).at(2)).as("property length").isZero();
        client.publish(Publish.of(topic, "x"));
        assertThat(client.expectText("x").at(2 + topic.length())).isZero();
        assertThat(client.unsubscribe(topic).at(2)).isZero();
    }

    @Test
    @Tests(v5 = "2.2.2-1")
    void endsTheConnectionWherePropertiesAreMissingOrTooLong() {
        client().send(0x30, 3, 0, 1, 'a').expectEnd(0x81);
        client().send(0x30, 4, 0, 1, 'a', 9).expectEnd(0x81);
    }
}
