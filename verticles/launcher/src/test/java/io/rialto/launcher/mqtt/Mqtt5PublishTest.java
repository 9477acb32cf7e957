package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapters 3.3 to 3.7. */
@Specification(Version.MQTT_5_0)
final class Mqtt5PublishTest extends PublishConformance {
    private static final int RETAIN_AS_PUBLISHED = 0x08;
    private static final int HANDLING_1 = 0x10;
    private static final int HANDLING_2 = 0x20;

    @Test
    @Tests(v5 = {"3.3.1-9", "3.8.4-4"})
    void sendsRetainedMessagesWithEverySubscription() {
        String topic = topic();
        retain(topic, "x");
        Peer subscriber = subscriber(topic, 0);
        subscriber.expectText("x");

        subscriber.subscribe(topic, 0);

        assertThat(subscriber.expectText("x").retain()).isTrue();
    }

    @Test
    @Tests(v5 = "3.3.1-10")
    void sendsRetainedMessagesWithANewSubscriptionOnly() {
        String topic = topic();
        retain(topic, "x");
        Peer subscriber = subscriber(topic, HANDLING_1);
        subscriber.expectText("x");

        subscriber.subscribe(topic, HANDLING_1);
        expectNothingRetained(subscriber);

        subscriber.unsubscribe(topic);
        subscriber.subscribe(topic, HANDLING_1);
        subscriber.expectText("x");
    }

    @Test
    @Tests(v5 = "3.3.1-11")
    void sendsNoRetainedMessagesWhereTheyAreNotWanted() {
        String topic = topic();
        retain(topic, "x");

        expectNothingRetained(subscriber(topic, HANDLING_2));
    }

    @Test
    @Tests(v5 = "3.3.1-13")
    void keepsTheRetainFlagAsPublished() {
        String topic = topic();
        Peer subscriber = subscriber(topic, RETAIN_AS_PUBLISHED);

        retain(topic, "kept");
        client().publish(Publish.of(topic, "passing"));

        assertThat(subscriber.expectText("kept").retain()).isTrue();
        assertThat(subscriber.expectText("passing").retain()).isFalse();
    }

    @Test
    @Tests(v5 = {"3.3.2-4", "3.3.2-15", "3.3.2-16", "3.3.2-17", "3.3.2-18", "3.3.2-20"})
    void handsOnPropertiesAsTheyWere() {
        String topic = topic();
        Peer live = subscriber(topic, 1);
        Props properties = new Props()
                .one(Props.PAYLOAD_FORMAT, 1)
                .user("b", "1")
                .text(Props.CONTENT_TYPE, "text/plain; über")
                .user("a", "")
                .text(Props.RESPONSE_TOPIC, "answers/here")
                .binary(Props.CORRELATION_DATA, 0, 255, 7)
                .user("b", "0");

        client().publish(Publish.of(topic, "x").qos(1, 1).retained().properties(properties));

        for (Heard delivery : List.of(live.expectText("x"), subscriber(topic, 0).expectText("x"))) {
            assertThat(delivery.property(Props.PAYLOAD_FORMAT)).containsExactly("1");
            assertThat(delivery.property(Props.CONTENT_TYPE)).containsExactly("text/plain; über");
            assertThat(delivery.property(Props.RESPONSE_TOPIC)).containsExactly("answers/here");
            assertThat(delivery.property(Props.CORRELATION_DATA)).containsExactly("00ff07");
            assertThat(delivery.property(Props.USER)).containsExactly("b=1", "a=", "b=0");
        }
    }

    @Test
    @Tests(v5 = "3.3.2-4")
    void handsOnThePayloadFormatOfBytes() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);

        client().publish(Publish.of(topic, "x").properties(new Props().one(Props.PAYLOAD_FORMAT, 0)));
        client().publish(Publish.of(topic, "y"));

        assertThat(subscriber.expectText("x").property(Props.PAYLOAD_FORMAT)).isIn(List.of(), List.of("0"));
        assertThat(subscriber.expectText("y").property(Props.PAYLOAD_FORMAT)).isEmpty();
    }

    @Test
    @Tests(v5 = {"3.3.2-13", "3.3.2-19"})
    void endsTheConnectionOnPropertiesThatAreNoText() {
        for (int id : new int[] {Props.RESPONSE_TOPIC, Props.CONTENT_TYPE}) {
            client().send(Publish.of(topic(), "x")
                            .properties(new Props().raw(id, 0, 2, 0xC3, 0x28))
                            .bytes(version()))
                    .expectEnd(0x81);
        }
    }

    @Test
    @Tests(v5 = "3.3.2-14")
    void endsTheConnectionOnAResponseTopicWithAWildcard() {
        for (String wrong : List.of("a/+", "#")) {
            client().send(Publish.of(topic(), "x")
                            .properties(new Props().text(Props.RESPONSE_TOPIC, wrong))
                            .bytes(version()))
                    .expectEnd(0x82);
        }
    }

    @Test
    @Tests(v5 = "3.3.2-6")
    void tellsHowLongAMessageIsStillGood() {
        String topic = topic();
        Props properties = new Props().four(Props.MESSAGE_EXPIRY, 100);
        client().publish(Publish.of(topic, "x").qos(1, 1).retained().properties(properties));

        String left = subscriber(topic, 0)
                .expectText("x")
                .property(Props.MESSAGE_EXPIRY)
                .get(0);

        assertThat(Integer.parseInt(left)).isBetween(80, 100);
    }

    @Test
    @Tests(v5 = "3.3.2-5")
    void deliversNothingThatHasExpired() {
        String parent = topic();
        Props properties = new Props().four(Props.MESSAGE_EXPIRY, 1);
        client().publish(Publish.of(parent + "/x", "x").qos(1, 1).retained().properties(properties));
        long published = System.nanoTime();

        int seen = 0;
        while (!retainedBelow(parent).isEmpty()) {
            seen++;
        }

        assertThat(seen).as("deliveries within its second").isPositive();
        assertThat(System.nanoTime() - published).isBetween(900_000_000L, 10_000_000_000L);
    }

    @Test
    @Tests(v5 = "3.3.2-7")
    void forgetsTopicAliasesWithTheirConnection() {
        String topic = topic();
        String id = fresh("client");
        Peer old = client(connect(id));
        old.publish(Publish.of(topic, "x").qos(1, 1).properties(alias(3)));
        old.disconnect();

        client(connect(id))
                .send(Publish.of("", "y").properties(alias(3)).bytes(version()))
                .expectEnd(0x82);
    }

    @Test
    @Tests(v5 = {"3.3.2-8", "3.3.2-9"})
    void endsTheConnectionOnATopicAliasOutOfRange() {
        Peer client = stranger();
        int maximum = Integer.parseInt(
                client.connect(connect()).property(Props.TOPIC_ALIAS_MAXIMUM).get(0));

        client.send(Publish.of(topic(), "x").properties(alias(maximum + 1)).bytes(version()))
                .expectEnd(0x94);
        client().send(Publish.of(topic(), "x").properties(alias(0)).bytes(version()))
                .expectEnd(0x94);
    }

    @Test
    @Tests(v5 = "3.3.2-12")
    void takesEveryTopicAliasUpToItsMaximum() {
        String topic = topic();
        Peer subscriber = subscriber(topic + "/+", 0);
        Peer client = stranger();
        int maximum = Integer.parseInt(
                client.connect(connect()).property(Props.TOPIC_ALIAS_MAXIMUM).get(0));

        for (int alias = 1; alias <= maximum; alias++) {
            client.publish(Publish.of(topic + "/" + alias, "named").properties(alias(alias)));
            client.publish(Publish.of("", "alias").properties(alias(alias)));

            assertThat(subscriber.expectText("named").topic()).isEqualTo(topic + "/" + alias);
            assertThat(subscriber.expectText("alias").topic()).isEqualTo(topic + "/" + alias);
        }
        client.publish(Publish.of(topic + "/other", "again").properties(alias(1)));
        client.publish(Publish.of("", "moved").properties(alias(1)));
        subscriber.expectText("again");
        assertThat(subscriber.expectText("moved").topic()).isEqualTo(topic + "/other");
    }

    @Test
    @Tests(v5 = {"3.1.2-27", "3.3.2-11"})
    void usesNoTopicAliasWhereTheClientTakesNone() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer publisher = client();

        for (String text : Peer.texts(5)) {
            publisher.publish(Publish.of(topic, text));
            Heard delivery = subscriber.expectText(text);
            assertThat(delivery.topic()).isEqualTo(topic);
            assertThat(delivery.property(Props.TOPIC_ALIAS)).isEmpty();
        }
    }

    @Test
    @Tests(v5 = {"3.1.2-26", "3.3.2-11"})
    void usesNoTopicAliasAboveTheClientsMaximum() {
        String topic = topic();
        Peer subscriber = client(connect().properties(new Props().two(Props.TOPIC_ALIAS_MAXIMUM, 2)));
        subscriber.subscribe(topic + "/+", 0);
        Peer publisher = client();

        for (int n = 0; n < 12; n++) {
            publisher.publish(Publish.of(topic + "/" + n % 4, "x"));
            assertThat(subscriber.expectText("x").property(Props.TOPIC_ALIAS)).isSubsetOf("1", "2");
        }
    }

    @Test
    @Tests(v5 = {"3.3.4-3", "3.3.4-4"})
    void namesTheSubscriptionsThatMatch() {
        String topic = topic();
        Peer subscriber = client();
        subscriber.subscribe(identifier(1), 0, topic + "/a");
        subscriber.subscribe(new Props(), 0, topic + "/+");
        subscriber.subscribe(new Props().raw(Props.SUBSCRIPTION_ID, 0x80, 0x01), 0, topic + "/#");
        subscriber.subscribe(identifier(7), 0, topic + "/other");

        client().publish(Publish.of(topic + "/a", "x"));
        client().publish(Publish.of(topic + "/b", "y"));

        assertThat(subscriber.expectText("x").property(Props.SUBSCRIPTION_ID)).containsExactlyInAnyOrder("1", "128");
        assertThat(subscriber.expectText("y").property(Props.SUBSCRIPTION_ID)).containsExactly("128");
        subscriber.expectNothing();
    }

    @Test
    @Tests(v5 = "3.3.4-6")
    void endsTheConnectionOnASubscriptionIdentifierInPublish() {
        client().send(Publish.of(topic(), "x").properties(identifier(1)).bytes(version()))
                .expectEnd(0x82);
    }

    @Test
    @Tests(v5 = {"3.3.4-7", "4.9.0-1"})
    void endsTheConnectionOnMoreOpenPublishesThanItTakes() {
        Peer client = stranger();
        int maximum = Integer.parseInt(
                client.connect(connect()).property(Props.RECEIVE_MAXIMUM).get(0));
        String topic = topic();
        for (int id = 1; id <= maximum; id++) {
            client.send(Publish.of(topic, "x").qos(2, id).bytes(version()));
            assertThat(client.expect(Heard.PUBREC).id()).isEqualTo(id);
        }

        client.send(Publish.of(topic, "x").qos(2, maximum + 1).bytes(version())).expectEnd(0x93);
    }

    @Test
    @Tests(v5 = {"3.3.4-9", "3.3.4-10", "4.9.0-1", "4.9.0-2", "4.9.0-3"})
    void keepsToTheClientsReceiveMaximum() {
        String topic = topic();
        Peer subscriber = client(connect().properties(new Props().two(Props.RECEIVE_MAXIMUM, 2)));
        subscriber.subscribe(topic, 2);
        subscriber.subscribe(topic + "/free", 0);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "m1").qos(1, 1));
        publisher.publish(Publish.of(topic, "m2").qos(2, 2));
        publisher.publish(Publish.of(topic, "m3").qos(1, 3));
        publisher.publish(Publish.of(topic, "m4").qos(2, 4));
        Heard one = subscriber.expectText("m1");
        Heard two = subscriber.expectText("m2");

        publisher.publish(Publish.of(topic + "/free", "free"));
        subscriber.expectText("free");
        assertThat(subscriber.subscribe(topic + "/more", 0)).isZero();
        assertThat(subscriber.publish(Publish.of(topic(), "x").qos(1, 9)).id()).isEqualTo(9);
        subscriber.expectNothing();

        subscriber.ack(Heard.PUBREC, two.id());
        subscriber.expect(Heard.PUBREL);
        subscriber.expectNothing();
        subscriber.ack(Heard.PUBCOMP, two.id());
        Heard three = subscriber.expectText("m3");
        subscriber.expectNothing();
        subscriber.ack(Heard.PUBACK, one.id());
        Heard four = subscriber.expectText("m4");
        subscriber.ack(Heard.PUBREC, four.id(), 0x80);
        subscriber.ack(Heard.PUBACK, three.id());
        subscriber.expectNothing();
    }

    @Test
    @Tests(v5 = {"3.1.2-24", "3.1.2-25"})
    void leavesOutWhatIsLargerThanTheClientTakes() {
        String topic = topic();
        Peer small = client(connect().properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, 256)));
        small.subscribe(topic, 1);
        Peer large = subscriber(topic, 1);
        Peer publisher = client();

        publisher.publish(Publish.of(topic, "x".repeat(300)).qos(1, 1));
        publisher.publish(Publish.of(topic, "small").qos(1, 2));

        assertThat(large.expect(Heard.PUBLISH).size()).isGreaterThan(300);
        assertThat(small.expectText("small").size()).isLessThanOrEqualTo(256);
    }

    @Test
    @Tests(v5 = {"3.4.2-1", "3.5.2-1", "3.4.2-2", "3.4.2-3", "3.5.2-2", "3.5.2-3"})
    void answersWithAReasonOfThePacketThatFitsTheClient() {
        Peer client = client(connect().properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, 64)));

        Heard refused1 = client.publish(Publish.of("$nobody/may", "x").qos(1, 1));
        Heard refused2 = client.publish(Publish.of("$nobody/may", "x").qos(2, 2));
        Heard unheard = client.publish(Publish.of(topic(), "x").qos(1, 3));
        Heard bad = client.publish(
                Publish.of(topic(), "\0").qos(1, 4).properties(new Props().one(Props.PAYLOAD_FORMAT, 1)));

        assertThat(refused1.reason()).isEqualTo(0x87);
        assertThat(refused2.reason()).isEqualTo(0x87);
        assertThat(unheard.reason()).isEqualTo(0x10);
        assertThat(bad.reason()).isIn(0x10, 0x99);
        assertThat(List.of(refused1, refused2, unheard)).allMatch(answer -> answer.size() <= 64);
    }

    @Test
    @Tests(v5 = {"3.6.2-1", "3.6.2-2", "3.6.2-3", "3.7.2-1", "3.7.2-2", "3.7.2-3"})
    void saysWherePubrecOrPubrelIsOfNothing() {
        Peer client = client(connect().properties(new Props().four(Props.MAXIMUM_PACKET_SIZE, 64)));

        client.ack(Heard.PUBREL, 77);
        Heard complete = client.expect(Heard.PUBCOMP);
        client.ack(Heard.PUBREC, 78);
        Heard release = client.expect(Heard.PUBREL);

        assertThat(complete.id()).isEqualTo(77);
        assertThat(complete.reason()).isEqualTo(0x92);
        assertThat(release.id()).isEqualTo(78);
        assertThat(release.reason()).isEqualTo(0x92);
        assertThat(List.of(complete, release)).allMatch(answer -> answer.size() <= 64);
    }

    @Test
    @Tests(v5 = {"3.4.2-1", "3.5.2-1", "3.6.2-1", "3.7.2-1", "4.13.1-1"})
    void endsTheConnectionOnAReasonThatThePacketDoesNotHave() {
        for (int type : new int[] {Heard.PUBACK, Heard.PUBREC, Heard.PUBREL, Heard.PUBCOMP}) {
            client().ack(type, 1, 0x42).expectEnd(0x82);
        }
        client().ack(Heard.PUBREL, 1, 0x10).expectEnd(0x82);
    }

    private static Props alias(int alias) {
        return new Props().two(Props.TOPIC_ALIAS, alias);
    }

    private static Props identifier(int identifier) {
        return new Props().raw(Props.SUBSCRIPTION_ID, identifier);
    }
}
