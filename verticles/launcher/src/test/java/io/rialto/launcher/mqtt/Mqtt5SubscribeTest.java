package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
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
    @Tests(v5 = {"3.8.3-3", "3.3.4-2", "3.3.4-3"})
    void deliversWhatAClientPublishedByItsOtherSubscriptionsOnly() {
        String topic = topic();
        Peer client = subscriber(topic + "/+", NO_LOCAL | 2);
        client.subscribe(new Props().raw(Props.SUBSCRIPTION_ID, 1), NO_LOCAL | 2, topic + "/#");
        client.subscribe(new Props().raw(Props.SUBSCRIPTION_ID, 2), 0, topic + "/a");

        Heard own = publishToItself(client, Publish.of(topic + "/a", "own").qos(1, 1));
        client().publish(Publish.of(topic + "/a", "others").qos(1, 1));
        Heard others = client.expectText("others");

        assertThat(own.qos()).isZero();
        assertThat(own.property(Props.SUBSCRIPTION_ID)).containsExactly("2");
        assertThat(others.qos()).isEqualTo(1);
        assertThat(others.property(Props.SUBSCRIPTION_ID)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @Tests(v5 = {"3.8.3-3", "3.3.4-2", "3.3.4-3"})
    void queuesWhatAClientPublishedForItsOtherSubscriptionsOnly() {
        String topic = topic();
        Peer client = client(connect(fresh("kept")).kept());
        client.subscribe(new Props().raw(Props.SUBSCRIPTION_ID, 1), NO_LOCAL | 2, topic + "/#");
        client.subscribe(new Props().raw(Props.SUBSCRIPTION_ID, 2), 1, topic + "/a");
        client.subscribe(new Props().raw(Props.SUBSCRIPTION_ID, 3), 0, topic + "/b");

        Heard own = publishToItself(client, Publish.of(topic + "/a", "own").qos(1, 1));
        client.answer(own);
        Heard atMostOnce =
                publishToItself(client, Publish.of(topic + "/b", "at most once").qos(1, 2));
        client().publish(Publish.of(topic + "/a", "others").qos(2, 1));
        Heard others = client.expectText("others");

        assertThat(own.qos()).isEqualTo(1);
        assertThat(own.property(Props.SUBSCRIPTION_ID)).containsExactly("2");
        assertThat(atMostOnce.qos()).isZero();
        assertThat(atMostOnce.property(Props.SUBSCRIPTION_ID)).containsExactly("3");
        assertThat(others.qos()).isEqualTo(2);
        assertThat(others.property(Props.SUBSCRIPTION_ID)).containsExactlyInAnyOrder("1", "2");
        client.expectNothing();
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

    /** What a client gets of what it publishes with QoS 1, before or after the answer. */
    private static Heard publishToItself(Peer client, Publish publish) {
        client.send(publish.bytes(Version.MQTT_5_0));
        Heard first = client.next();
        Heard second = client.next();

        assertThat(Set.of(first.type(), second.type())).containsExactlyInAnyOrder(Heard.PUBACK, Heard.PUBLISH);
        return first.type() == Heard.PUBLISH ? first : second;
    }
}
