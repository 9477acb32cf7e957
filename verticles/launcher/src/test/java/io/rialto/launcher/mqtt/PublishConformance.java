package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import org.junit.jupiter.api.Test;

/** Chapters 3.3 to 3.7: PUBLISH, its acknowledgements. */
abstract class PublishConformance extends Conformance {
    @Test
    @Tests(v3 = "3.3.1-2", v5 = "3.3.1-2")
    void endsTheConnectionOnDupWithQos0() {
        client().send(Publish.of(topic(), "x").dup().bytes(version())).expectEnd(0x81);
    }

    @Test
    @Tests(
            v3 = {"3.3.1-2", "3.3.1-3"},
            v5 = {"3.3.1-2", "3.3.1-3"})
    void doesNotHandOnThePublishersDup() {
        String topic = topic();
        Peer zero = subscriber(topic, 0);
        Peer two = subscriber(topic, 2);

        client().publish(Publish.of(topic, "x").qos(2, 5).dup());

        assertThat(zero.expectText("x").dup()).isFalse();
        assertThat(two.expectText("x").dup()).isFalse();
    }

    @Test
    @Tests(v3 = "3.3.1-4", v5 = "3.3.1-4")
    void endsTheConnectionOnQos3() {
        client().send(Publish.of(topic(), "x").qos(3, 5).bytes(version())).expectEnd(0x81);
    }

    @Test
    @Tests(
            v3 = {"3.3.1-5", "3.3.1-6", "3.3.1-8"},
            v5 = {"3.3.1-5", "3.3.1-9"})
    void givesANewSubscriptionTheLastRetainedMessageOfEveryTopic() {
        String topic = topic();
        Peer publisher = client();
        publisher.publish(Publish.of(topic + "/a", "old").qos(1, 1).retained());
        publisher.publish(Publish.of(topic + "/a", "new").qos(1, 2).retained());
        publisher.publish(Publish.of(topic + "/b", "other").qos(2, 3).retained());

        Peer subscriber = subscriber(topic + "/+", 2);
        Heard one = subscriber.expect(Heard.PUBLISH);
        Heard two = subscriber.expect(Heard.PUBLISH);

        Heard a = one.text().equals("new") ? one : two;
        Heard b = one.text().equals("new") ? two : one;
        assertThat(a.text()).isEqualTo("new");
        assertThat(a.topic()).isEqualTo(topic + "/a");
        assertThat(a.qos()).isEqualTo(1);
        assertThat(b.text()).isEqualTo("other");
        assertThat(b.qos()).isEqualTo(2);
        assertThat(a.retain()).isTrue();
        assertThat(b.retain()).isTrue();
    }

    @Test
    @Tests(v3 = "3.3.1-7", v5 = "3.3.1-5")
    void replacesTheRetainedMessageByOneOfQos0() {
        String topic = topic();
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "old").qos(1, 1).retained());
        publisher.publish(Publish.of(topic, "new").retained());
        publisher.expectNothing();
        publisher.publish(Publish.of(topic, "through").qos(1, 2));

        Heard retained = subscriber(topic, 2).expectText("new");

        assertThat(retained.qos()).isZero();
        assertThat(retained.retain()).isTrue();
    }

    @Test
    @Tests(v3 = "3.3.1-9", v5 = "3.3.1-12")
    void setsNoRetainFlagForASubscriptionThatStands() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);

        retain(topic, "x");

        assertThat(subscriber.expectText("x").retain()).isFalse();
    }

    @Test
    @Tests(
            v3 = {"3.3.1-10", "3.3.1-11"},
            v5 = {"3.3.1-6", "3.3.1-7"})
    void removesTheRetainedMessageByAnEmptyOne() {
        String parent = topic();
        String topic = parent + "/x";
        retain(topic, "x");
        Peer subscriber = subscriber(topic, 0);
        subscriber.expectText("x");

        retain(topic, "");

        assertThat(subscriber.expectText("").retain()).isFalse();
        assertThat(retainedBelow(parent)).isEmpty();
    }

    @Test
    @Tests(v3 = "3.3.1-12", v5 = "3.3.1-8")
    void keepsTheRetainedMessageWhereAnotherIsNotRetained() {
        String topic = topic();
        retain(topic, "kept");
        client().publish(Publish.of(topic, "passing").qos(1, 1));
        client().publish(Publish.of(topic, "").qos(1, 1));

        subscriber(topic, 0).expectText("kept");
    }

    @Test
    @Tests(v3 = "3.3.2-1", v5 = "3.3.2-1")
    void endsTheConnectionOnAPublishWithoutATopic() {
        client().send(0x30, 1, 0).expectEnd(0x81);
        client().send(0x30, 3, 0, 9, 'a').expectEnd(0x81);
        client().send(new MqttBytes()
                        .bytes(0, 2, 0xC3, 0x28)
                        .bytes(version().is5() ? new int[] {0} : new int[0])
                        .packet(0x30))
                .expectEnd(0x81);
    }

    @Test
    @Tests(
            v3 = {"3.3.2-2", "4.7.1-1"},
            v5 = {"3.3.2-2", "4.7.0-1"})
    void endsTheConnectionOnATopicWithAWildcard() {
        for (String topic : new String[] {"a/+", "#", "a/#", "a+b", "a#"}) {
            client().send(Publish.of(topic, "x").bytes(version())).expectEnd(0x90);
        }
        stranger().send(connect().will("a/+", "x", 0, false).bytes()).expectRefusal(0x90);
    }

    @Test
    @Tests(v3 = "3.3.2-3", v5 = "3.3.2-3")
    void deliversUnderTheTopicItWasPublishedTo() {
        String topic = topic();
        Peer subscriber = subscriber(topic + "/+/end", 0);

        client().publish(Publish.of(topic + "/middle/other", "x"));
        client().publish(Publish.of(topic + "/middle/end", "y"));

        assertThat(subscriber.expectText("y").topic()).isEqualTo(topic + "/middle/end");
    }

    @Test
    @Tests(
            v3 = {"3.3.4-1", "4.3.2-2", "4.3.3-2"},
            v5 = {"3.3.4-1", "4.3.2-4", "4.3.3-8", "4.3.3-11", "3.4.2-1", "3.5.2-1", "3.7.2-1"})
    void answersEveryQosAsItAsksFor() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer client = client();

        client.publish(Publish.of(topic, "zero"));
        client.expectNothing();
        assertThat(client.publish(Publish.of(topic, "one").qos(1, 11)).id()).isEqualTo(11);
        assertThat(client.publish(Publish.of(topic, "two").qos(2, 12)).id()).isEqualTo(12);

        subscriber.expectText("zero");
        subscriber.expectText("one");
        subscriber.expectText("two");
    }

    @Test
    @Tests(v3 = "3.3.5-1", v5 = "3.3.4-2")
    void respectsTheHighestQosOfSubscriptionsThatOverlap() {
        String topic = topic();
        Peer subscriber = subscriber(topic + "/#", 0);
        assertThat(subscriber.subscribe(topic + "/a", 2)).isEqualTo(2);
        assertThat(subscriber.subscribe(topic + "/+", 1)).isEqualTo(1);

        client().publish(Publish.of(topic + "/a", "x").qos(2, 1));

        assertThat(subscriber.expectText("x").qos()).isEqualTo(2);
    }

    @Test
    @Tests(v3 = "3.6.1-1", v5 = "3.6.1-1")
    void endsTheConnectionOnPubrelWithOtherFlags() {
        for (int flags : new int[] {0, 1, 3, 6, 15}) {
            client().send(0x60 | flags, 2, 0, 1).expectEnd(0x81);
        }
    }
}
