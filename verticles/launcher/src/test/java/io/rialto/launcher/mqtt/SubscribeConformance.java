package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chapters 3.8 to 3.11: SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK. */
abstract class SubscribeConformance extends Conformance {
    @Test
    @Tests(v3 = "3.8.1-1", v5 = "3.8.1-1")
    void endsTheConnectionOnSubscribeWithOtherFlags() {
        for (int flags : new int[] {0, 1, 3, 6, 15}) {
            client().send(body(1).text("a").bytes(0).packet(0x80 | flags)).expectEnd(0x81);
        }
    }

    @Test
    @Tests(v3 = "3.8.3-1", v5 = "3.8.3-1")
    void endsTheConnectionOnAFilterThatIsNotUtf8() {
        client().send(body(1).bytes(0, 2, 0xC3, 0x28, 0).packet(0x82)).expectEnd(0x81);
    }

    @Test
    @Tests(v3 = "3.8.3-3", v5 = "3.8.3-2")
    void endsTheConnectionOnSubscribeWithoutAFilter() {
        client().send(body(1).packet(0x82)).expectEnd(0x82);
        client().send(body(1).text("a").packet(0x82)).expectEnd(0x81);
    }

    @Test
    @Tests(v3 = "3.8.3-4", v5 = "3.8.3-5")
    void endsTheConnectionOnReservedBitsBehindAFilter() {
        int[] wrong = version().is5() ? new int[] {0x40, 0x80, 0xC1} : new int[] {0x04, 0x08, 0x10, 0x20, 0x40, 0x80};
        for (int options : wrong) {
            client().send(body(1).text("a").bytes(options).packet(0x82)).expectEnd(0x81);
        }
        client().send(body(1).text("a").bytes(3).packet(0x82)).expectEnd(0x82);
    }

    @Test
    @Tests(
            v3 = {"3.8.4-1", "3.8.4-2", "3.8.4-4", "3.8.4-5", "3.9.3-1", "3.9.3-2"},
            v5 = {"3.8.4-1", "3.8.4-2", "3.8.4-5", "3.8.4-6", "3.8.4-7", "3.9.3-1", "3.9.3-2"})
    void answersEveryFilterInItsPlace() {
        String topic = topic();
        Peer client = client();
        MqttBytes body = body(0x4321);
        body.text(topic + "/two").bytes(2);
        body.text("$nobody/may").bytes(1);
        body.text(topic + "/zero").bytes(0);
        body.text(topic + "/#/wrong").bytes(1);
        body.text(topic + "/one").bytes(1);

        Heard answer = client.send(body.packet(0x82)).expect(Heard.SUBACK);

        assertThat(answer.id()).isEqualTo(0x4321);
        assertThat(answer.codes())
                .isEqualTo(version().is5() ? List.of(2, 0x87, 0, 0x8F, 1) : List.of(2, 0x80, 0, 0x80, 1));
        Peer publisher = client();
        for (String level : List.of("/zero", "/one", "/two")) {
            publisher.publish(Publish.of(topic + level, level));
            client.expectText(level);
        }
    }

    @Test
    @Tests(v3 = "3.8.4-3", v5 = "3.8.4-3")
    void replacesASubscriptionOfTheSameFilter() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "low").qos(1, 1));
        assertThat(subscriber.expectText("low").qos()).isZero();

        assertThat(subscriber.subscribe(topic, 1)).isEqualTo(1);
        publisher.publish(Publish.of(topic, "high").qos(1, 2));

        assertThat(subscriber.expectText("high").qos()).isEqualTo(1);
        subscriber.expectNothing();
    }

    @Test
    @Tests(v3 = "3.8.4-3", v5 = "3.8.4-4")
    void sendsRetainedMessagesAgainWithTheSameFilter() {
        String topic = topic();
        retain(topic, "x");
        Peer subscriber = subscriber(topic, 1);
        subscriber.answer(subscriber.expectText("x"));

        subscriber.subscribe(topic, 1);

        assertThat(subscriber.expectText("x").retain()).isTrue();
    }

    @Test
    @Tests(v3 = "3.8.4-3", v5 = "3.8.4-4")
    void losesNothingWhileASubscriptionIsReplaced() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 1);
        Peer publisher = client();
        List<String> texts = new ArrayList<>();
        for (int n = 1; n <= 60; n++) {
            publisher.send(Publish.of(topic, "m" + n).qos(1, n).bytes(version()));
            if (n % 6 == 0) {
                subscriber.sendSubscribe(new Props(), 1, topic);
            }
        }

        int answers = 0;
        while (texts.size() < 60 || answers < 10) {
            Heard next = subscriber.next();
            if (next.type() == Heard.PUBLISH) {
                texts.add(next.text());
                subscriber.answer(next);
            } else {
                answers++;
            }
        }

        assertThat(texts).isEqualTo(Peer.texts(60));
    }

    @Test
    @Tests(v3 = "3.8.4-6", v5 = "3.8.4-8")
    void deliversWithTheLowerQos() {
        String topic = topic();
        Peer publisher = client();
        for (int granted = 0; granted < 3; granted++) {
            Peer subscriber = subscriber(topic, granted);
            for (int published = 0; published < 3; published++) {
                publisher.publish(Publish.of(topic, "x").qos(published, 9));
                Heard delivery = subscriber.expectText("x");
                assertThat(delivery.qos()).isEqualTo(Math.min(granted, published));
                subscriber.answer(delivery);
            }
            subscriber.close();
        }
    }

    @Test
    @Tests(v3 = "3.10.1-1", v5 = "3.10.1-1")
    void endsTheConnectionOnUnsubscribeWithOtherFlags() {
        for (int flags : new int[] {0, 1, 3, 6, 15}) {
            client().send(body(1).text("a").packet(0xA0 | flags)).expectEnd(0x81);
        }
    }

    @Test
    @Tests(
            v3 = {"3.10.3-1", "3.10.3-2"},
            v5 = {"3.10.3-1", "3.10.3-2"})
    void endsTheConnectionOnUnsubscribeWithoutALegalFilter() {
        client().send(body(1).bytes(0, 2, 0xC3, 0x28).packet(0xA2)).expectEnd(0x81);
        client().send(body(1).packet(0xA2)).expectEnd(0x82);
    }

    @Test
    @Tests(
            v3 = {"3.10.4-1", "3.10.4-2", "3.10.4-4"},
            v5 = {"3.10.4-1", "3.10.4-2", "3.10.4-4"})
    void endsOnlyTheSubscriptionOfTheSameFilter() {
        String topic = topic();
        Peer subscriber = client();
        subscriber.subscribe(new Props(), 0, topic + "/a", topic + "/+", topic + "/b");
        Peer publisher = client();

        subscriber.unsubscribe(topic + "/+");
        publisher.publish(Publish.of(topic + "/c", "unwanted"));
        publisher.publish(Publish.of(topic + "/a", "a"));
        subscriber.expectText("a");

        subscriber.unsubscribe(topic + "/#");
        subscriber.unsubscribe(topic + "/A");
        publisher.publish(Publish.of(topic + "/b", "b"));
        publisher.publish(Publish.of(topic + "/a", "a again"));
        subscriber.expectText("b");
        subscriber.expectText("a again");
        subscriber.expectNothing();
    }

    @Test
    @Tests(v3 = "3.10.4-3", v5 = "3.10.4-3")
    void completesDeliveriesAfterTheSubscriptionsEnd() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 2);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "one").qos(1, 1));
        publisher.publish(Publish.of(topic, "two").qos(2, 2));
        Heard one = subscriber.expectText("one");
        Heard two = subscriber.expectText("two");

        subscriber.unsubscribe(topic);

        subscriber.answer(one).answer(two).expectNothing();
    }

    @Test
    @Tests(
            v3 = "3.10.4-5",
            v5 = {"3.10.4-5", "3.11.3-2"})
    void answersUnsubscribeOfWhatWasNotThere() {
        Heard answer = client().unsubscribe(topic());

        if (version().is5()) {
            assertThat(answer.codes()).containsExactly(0x11);
        }
    }

    /** The same answer as to SUBSCRIBE; MQTT 3.1.1 has no codes for it, only the answer. */
    @Test
    @Tests(
            v3 = {"3.10.4-5", "4.7.1-2", "4.7.1-3", "4.7.3-1"},
            v5 = {"3.10.4-5", "3.11.3-2", "4.7.1-1", "4.7.1-2", "4.7.3-1"})
    void answersUnsubscribeOfWhatIsNoFilter() {
        Peer client = client();
        String topic = topic();
        client.subscribe(topic, 0);
        String[] illegal = {
            "a/#/b", "a#", "+a", "", "$share/g", "$share//a", "$share/g+/a", "$stream/room", "$group/a b"
        };

        for (String filter : illegal) {
            Heard answer = client.unsubscribe(filter, topic + "/none");
            if (version().is5()) {
                assertThat(answer.codes()).as(filter).containsExactly(0x8F, 0x11);
            }
        }

        client.publish(Publish.of(topic, "x"));
        client.expectText("x");
    }

    @Test
    @Tests(
            v3 = "3.10.4-6",
            v5 = {"3.10.4-6", "3.11.3-1", "3.11.3-2"})
    void answersOnceForSeveralFilters() {
        String topic = topic();
        Peer subscriber = client();
        subscriber.subscribe(new Props(), 0, topic + "/a", topic + "/b", topic + "/c");

        Heard answer = subscriber.unsubscribe(topic + "/a", topic + "/none", topic + "/b");

        if (version().is5()) {
            assertThat(answer.codes()).containsExactly(0, 0x11, 0);
        }
        Peer publisher = client();
        for (String level : List.of("/a", "/b", "/c")) {
            publisher.publish(Publish.of(topic + level, level));
        }
        subscriber.expectText("/c");
        subscriber.expectNothing();
    }
}
