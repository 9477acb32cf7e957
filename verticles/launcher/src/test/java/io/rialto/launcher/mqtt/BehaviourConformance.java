package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chapter 4: sessions, delivery, order, topics, errors. */
abstract class BehaviourConformance extends Conformance {
    private static final int WINDOW = 20;

    @Test
    @Tests(
            v3 = {"4.1.0-1", "4.1.0-2"},
            v5 = "4.1.0-1")
    void keepsTheSessionAsLongAsItsConnection() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 1);
        Heard open = null;
        for (String text : Peer.texts(10)) {
            client(connect(fresh("guest"))).publish(Publish.of(topic, text).qos(1, 1));
            Heard next = subscriber.expectText(text);
            if (open == null) {
                open = next;
            } else {
                subscriber.answer(next);
            }
            subscriber.expectNothing();
        }
        subscriber.answer(open).expectNothing();
    }

    @Test
    @Tests(v3 = "7.1.1-1", v5 = "4.2-1")
    void takesPacketsHoweverTheTransportCutsThem() {
        String topic = topic();
        byte[] all = new MqttBytes()
                .raw(connect().bytes())
                .raw(body(9).text(topic).bytes(0).packet(0x82))
                .raw(Publish.of(topic, "x").bytes(version()))
                .toByteArray();
        Peer client = stranger();

        for (byte one : all) {
            client.send(new byte[] {one});
        }

        client.expect(Heard.CONNACK);
        client.expect(Heard.SUBACK);
        client.expectText("x");
    }

    @Test
    @Tests(v3 = "4.3.1-1", v5 = "4.3.1-1")
    void sendsQos0AsQos0() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 2);

        client().publish(Publish.of(topic, "x"));

        assertThat(subscriber.expectText("x").flags()).isZero();
    }

    @Test
    @Tests(
            v3 = "4.3.2-1",
            v5 = {"4.3.2-1", "4.3.2-2", "4.3.2-3", "4.9.0-2", "4.9.0-3"})
    void keepsQos1OpenUntilItsPuback() {
        String topic = topic();
        Peer subscriber = windowed(topic, 1);
        List<Heard> open = fill(topic, subscriber, 1);
        assertThat(open).allMatch(one -> one.flags() == 2);
        assertThat(open).extracting(Heard::id).doesNotHaveDuplicates().doesNotContain(0);
        subscriber.expectNothing();

        subscriber.answer(open.get(3));

        Heard next = subscriber.expectText("m" + (WINDOW + 1));
        assertThat(open)
                .extracting(Heard::id)
                .filteredOn(id -> id != open.get(3).id())
                .doesNotContain(next.id());
        subscriber.expectNothing();
    }

    @Test
    @Tests(v3 = "4.3.2-2", v5 = "4.3.2-5")
    void takesTheIdentifierOfAnAcknowledgedPublishForANewOne() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer publisher = client();

        publisher.publish(Publish.of(topic, "first").qos(1, 7));
        publisher.publish(Publish.of(topic, "second").qos(1, 7).dup());

        subscriber.expectText("first");
        subscriber.expectText("second");
    }

    @Test
    @Tests(
            v3 = "4.3.3-1",
            v5 = {"4.3.3-1", "4.3.3-2", "4.3.3-3", "4.3.3-4", "4.3.3-5", "4.3.3-6"})
    void keepsQos2OpenUntilItsPubcomp() {
        String topic = topic();
        Peer subscriber = windowed(topic, 2);
        List<Heard> open = fill(topic, subscriber, 2);
        assertThat(open).allMatch(one -> one.flags() == 4);
        assertThat(open).extracting(Heard::id).doesNotHaveDuplicates().doesNotContain(0);
        subscriber.expectNothing();
        int id = open.get(5).id();

        subscriber.ack(Heard.PUBREC, id);
        Heard release = subscriber.expect(Heard.PUBREL);
        assertThat(release.id()).isEqualTo(id);
        assertThat(release.reason()).isZero();
        subscriber.expectNothing();
        subscriber.ack(Heard.PUBREC, id);
        assertThat(subscriber.expect(Heard.PUBREL).id()).isEqualTo(id);
        subscriber.expectNothing();
        subscriber.ack(Heard.PUBCOMP, id);

        subscriber.expectText("m" + (WINDOW + 1));
        subscriber.expectNothing();
    }

    @Test
    @Tests(
            v3 = "4.3.3-2",
            v5 = {"4.3.3-10", "4.3.3-11", "4.3.3-12"})
    void takesQos2OnceUntilItIsReleased() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer publisher = client();
        byte[] first = Publish.of(topic, "first").qos(2, 7).bytes(version());
        byte[] again = Publish.of(topic, "first").qos(2, 7).dup().bytes(version());

        publisher.send(first);
        assertThat(publisher.expect(Heard.PUBREC).id()).isEqualTo(7);
        publisher.send(again);
        assertThat(publisher.expect(Heard.PUBREC).id()).isEqualTo(7);
        publisher.send(again);
        assertThat(publisher.expect(Heard.PUBREC).id()).isEqualTo(7);
        publisher.ack(Heard.PUBREL, 7);
        assertThat(publisher.expect(Heard.PUBCOMP).id()).isEqualTo(7);
        publisher.publish(Publish.of(topic, "second").qos(2, 7));

        subscriber.expectText("first");
        subscriber.expectText("second");
        subscriber.expectNothing();
    }

    @Test
    @Tests(v3 = "4.5.0-1", v5 = "4.5.0-1")
    void deliversToEveryClientWithAMatchingSubscription() {
        String topic = topic();
        List<Peer> subscribers = List.of(
                subscriber(topic + "/a/b", 1),
                subscriber(topic + "/+/b", 0),
                subscriber(topic + "/#", 2),
                subscriber(topic + "/a/b/#", 1));

        client().publish(Publish.of(topic + "/a/b", "x").qos(2, 1));

        subscribers.forEach(one -> one.expectText("x"));
    }

    /** It gets everything or goes: nothing is left out for somebody who stays. */
    @Test
    @Tests(v3 = "4.5.0-1", v5 = "4.5.0-1")
    void sendsAwayWhoLeavesTooMuchUnacknowledged() {
        String topic = topic();
        Peer subscriber = windowed(topic, 1);
        Peer publisher = client();
        String large = "x".repeat(32_768);
        for (int n = 1; n <= WINDOW; n++) {
            publisher.publish(Publish.of(topic, large).qos(1, n));
            subscriber.expectText(large);
        }

        for (int n = 1; n <= 40; n++) {
            publisher.publish(Publish.of(topic, large).qos(1, n));
        }

        subscriber.expectEnd(0x97);
    }

    @Test
    @Tests(
            v3 = {"4.6.0-2", "4.6.0-3"},
            v5 = {"4.6.0-2", "4.6.0-3"})
    void acknowledgesInTheOrderOfThePublishes() {
        String topic = topic();
        Peer publisher = client();
        for (int id = 1; id <= 30; id++) {
            // Every third is retained, which is acknowledged when it is on disk.
            Publish publish = Publish.of(topic, "m" + id).qos(id % 2 + 1, id);
            publisher.send((id % 3 == 0 ? publish.retained() : publish).bytes(version()));
        }

        for (int id = 1; id <= 30; id++) {
            Heard answer = publisher.expect(id % 2 == 0 ? Heard.PUBACK : Heard.PUBREC);
            assertThat(answer.id()).isEqualTo(id);
        }
    }

    @Test
    @Tests(v3 = "4.6.0-4", v5 = "4.6.0-4")
    void releasesInTheOrderOfThePubrecs() {
        String topic = topic();
        Peer subscriber = windowed(topic, 2);
        List<Heard> open = new ArrayList<>(fill(topic, subscriber, 2));
        Collections.reverse(open);

        open.forEach(one -> subscriber.ack(Heard.PUBREC, one.id()));

        open.forEach(one -> assertThat(subscriber.expect(Heard.PUBREL).id()).isEqualTo(one.id()));
    }

    @Test
    @Tests(
            v3 = {"4.6.0-5", "4.6.0-6"},
            v5 = {"4.6.0-5", "4.6.0-6"})
    void keepsTheOrderOfAClientsMessages() {
        String topic = topic();
        List<Peer> subscribers = List.of(subscriber(topic, 0), subscriber(topic, 1), subscriber(topic, 2));
        List<String> texts = Peer.texts(120);
        for (int qos = 0; qos < 3; qos++) {
            Peer publisher = client();
            int id = 0;
            for (String text : texts) {
                id++;
                publisher.publish(Publish.of(topic, text).qos(qos, id));
            }
            subscribers.forEach(one -> one.expectTexts(texts));
        }
    }

    @Test
    @Tests(
            v3 = {"4.7.1-1", "4.7.1-2", "4.7.1-3"},
            v5 = {"4.7.0-1", "4.7.1-1", "4.7.1-2"})
    void matchesWildcardsThatStandWhereTheyMay() {
        String topic = topic();
        assertThat(matches(topic + "/#", topic)).isTrue();
        assertThat(matches(topic + "/#", topic + "/a/b")).isTrue();
        assertThat(matches(topic + "/+", topic + "/a")).isTrue();
        assertThat(matches(topic + "/+", topic + "/")).isTrue();
        assertThat(matches(topic + "/+", topic)).isFalse();
        assertThat(matches(topic + "/+", topic + "/a/b")).isFalse();
        assertThat(matches(topic + "/+/c", topic + "/b/c")).isTrue();
        assertThat(matches("+/" + topic, "x/" + topic)).isTrue();
        assertThat(matches("/+/" + topic, "/x/" + topic)).isTrue();
        assertThat(matches("+/+/" + topic, "/x/" + topic)).isTrue();
        assertThat(matches("+/" + topic + "/#", "x/" + topic)).isTrue();
    }

    @Test
    @Tests(
            v3 = {"4.7.1-2", "4.7.1-3", "4.7.3-1"},
            v5 = {"4.7.1-1", "4.7.1-2", "4.7.3-1"})
    void refusesFiltersThatAreNone() {
        Peer client = client();
        for (String wrong : List.of("a#", "a/#/b", "#/b", "+a", "a+/b", "a/+b", "a/b#", "")) {
            assertThat(client.subscribe(wrong, 0)).as(wrong).isEqualTo(version().is5() ? 0x8F : 0x80);
        }
    }

    @Test
    @Tests(v3 = "4.7.2-1", v5 = "4.7.2-1")
    void matchesNoTopicWithDollarByAFirstWildcard() {
        String friend = BROKER.node().accounts().make("friend");
        Peer subscriber = stranger();
        subscriber.connect(new Connect(version(), fresh("client"))
                .login(friend, BROKER.node().accounts().token(friend)));
        subscriber.sendSubscribe(new Props(), 0, "+", "$inbox");
        String end = topic();

        Peer publisher = client();
        publisher.publish(Publish.of("$user/" + friend, "hello").qos(1, 1));
        List<String> live = new ArrayList<>(live(subscriber, "hello"));
        publisher.publish(Publish.of(end, "end"));
        live.addAll(live(subscriber, "end"));

        assertThat(live).containsExactly("$inbox", end);
    }

    @Test
    @Tests(v3 = "4.7.3-1", v5 = "4.7.3-1")
    void endsTheConnectionOnAnEmptyTopic() {
        client().send(Publish.of("", "x").bytes(version())).expectEnd(0x82);
    }

    @Test
    @Tests(v3 = "4.7.3-2", v5 = "4.7.3-2")
    void endsTheConnectionOnTopicsWithNul() {
        client().send(Publish.of("a\0", "x").bytes(version())).expectEnd(0x81);
        client().send(body(1).text("\0").bytes(0).packet(0x82)).expectEnd(0x81);
        client().send(body(1).text("a\0b").packet(0xA2)).expectEnd(0x81);
    }

    @Test
    @Tests(v3 = "4.7.3-3", v5 = "4.7.3-3")
    void takesTopicsOfAllBytesThatTheirLengthCanSay() {
        String topic = topic();
        String longest = topic + "x".repeat(65_535 - topic.length());

        assertThat(matches(longest, longest)).isTrue();
    }

    @Test
    @Tests(v3 = "4.7.3-4", v5 = "4.7.3-4")
    void comparesTopicsAsTheyAre() {
        String topic = topic();
        String composed = topic + "/\u00C9";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

        assertThat(matches(composed, composed)).isTrue();
        assertThat(matches(composed, decomposed)).isFalse();
        assertThat(matches(topic + "/a", topic + "/A")).isFalse();
        assertThat(matches(topic + "/a", topic + "//a")).isFalse();
        assertThat(matches(topic + "/a", topic + "/a/")).isFalse();
        assertThat(matches(topic, "/" + topic)).isFalse();
        assertThat(matches(topic + "/ a", topic + "/ a")).isTrue();
        assertThat(matches(topic + "/a", topic + "/a ")).isFalse();
        assertThat(matches(topic + "/\u0001\uFFFD", topic + "/\u0001\uFFFD")).isTrue();
    }

    @Test
    @Tests(v3 = "4.8.0-1", v5 = "4.13.1-1")
    void endsOnlyTheConnectionThatBrokeTheProtocol() {
        Peer good = client();

        client().send(0x00, 0).expectEnd();
        client().send(0x20, 2, 0, 0).expectEnd();
        client().send(0x90, 3, 0, 1, 0).expectEnd();
        client().send(0xC0, 1, 0).expectEnd();

        good.expectNothing();
    }

    /** The topics of what comes live up to this text; what is retained is passed over. */
    private static List<String> live(Peer subscriber, String last) {
        List<String> topics = new ArrayList<>();
        while (true) {
            Heard next = subscriber.next();
            if (next.type() == Heard.PUBLISH && !next.retain()) {
                topics.add(next.topic());
                if (next.text().equals(last)) {
                    return topics;
                }
            }
        }
    }

    /** Whether a filter matches a topic: a subscriber gets what is published there before what surely comes. */
    private boolean matches(String filter, String topic) {
        String end = topic();
        Peer subscriber = client();
        assertThat(subscriber.subscribe(filter, 0)).as(filter).isZero();
        assertThat(subscriber.subscribe(end, 0)).isZero();
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "x").qos(1, 1));
        publisher.publish(Publish.of(end, "end").qos(1, 2));

        Heard next = subscriber.expect(Heard.PUBLISH);
        boolean match = next.text().equals("x");
        if (match) {
            assertThat(next.topic()).isEqualTo(topic);
            subscriber.expectText("end");
        }
        subscriber.close();
        return match;
    }

    /** A subscriber that takes as many open deliveries as every client of MQTT 3.1.1. */
    private Peer windowed(String topic, int qos) {
        Connect connect = connect();
        Peer subscriber =
                client(version().is5() ? connect.properties(new Props().two(Props.RECEIVE_MAXIMUM, WINDOW)) : connect);
        subscriber.subscribe(topic, qos);
        return subscriber;
    }

    /** Publishes more than the subscriber takes at once; what has come, open. */
    private List<Heard> fill(String topic, Peer subscriber, int qos) {
        Peer publisher = client();
        for (int n = 1; n <= WINDOW + 3; n++) {
            publisher.publish(Publish.of(topic, "m" + n).qos(qos, n));
        }
        return Peer.texts(WINDOW).stream().map(subscriber::expectText).toList();
    }
}
