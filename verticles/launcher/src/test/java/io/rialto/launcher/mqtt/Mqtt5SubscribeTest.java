package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapters 3.8 to 3.11. */
@Specification(Version.MQTT_5_0)
final class Mqtt5SubscribeTest extends SubscribeConformance {
    private static final int NO_LOCAL = 0x04;

    @Test
    @Tests(v5 = "3.8.3-3")
    void keepsWhatAClientPublishedFromItself() {
        String topic = topic();
        Peer local = subscriber(topic, NO_LOCAL | 1);
        Peer other = subscriber(topic, 1);

        local.publish(Publish.of(topic, "own").qos(1, 1));
        other.publish(Publish.of(topic, "others"));

        local.expectText("others");
        other.answer(other.expectText("own"));
        other.expectText("others");
    }

    @Test
    @Tests(v5 = {"3.9.2-1", "3.9.2-2", "3.11.2-1", "3.11.2-2"})
    void givesNoReasonThatIsTooLargeForTheClient() {
        Peer small = client(connect().properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, 64)));

        small.sendSubscribe(new Props(), 0, "$stream/nowhere/+/+");
        Heard answer = small.expect(Heard.SUBACK);

        assertThat(answer.size()).isLessThanOrEqualTo(64);
        assertThat(answer.properties()).isEmpty();
        assertThat(small.unsubscribe("$stream/nowhere/+/+").size()).isLessThanOrEqualTo(64);
    }

    @Test
    @Tests(v5 = "4.13.1-1")
    void endsTheConnectionOnRetainHandlingThreeOrIdentifierZero() {
        client().send(body(1).text("a").bytes(0x30).packet(0x82)).expectEnd(0x82);
        Peer zero = client();
        zero.sendSubscribe(new Props().raw(Props.SUBSCRIPTION_ID, 0), 0, "a");
        zero.expectEnd(0x82);
    }
}
