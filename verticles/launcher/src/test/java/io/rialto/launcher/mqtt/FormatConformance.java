package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Chapter 2: the form of packets. */
abstract class FormatConformance extends Conformance {
    private static final int MALFORMED = 0x81;
    private static final int[] FIRST_BYTES = {0x41, 0x52, 0x60, 0x7F, 0x80, 0xA1, 0xC1, 0xE4};

    @Test
    @Tests(
            v3 = {"2.2.2-1", "2.2.2-2"},
            v5 = "2.1.3-1")
    void endsTheConnectionOnReservedFlags() {
        for (int first : FIRST_BYTES) {
            client().send(first, 2, 0, 1).expectEnd(MALFORMED);
        }
        Peer connecting = stranger();
        byte[] connect = connect().bytes();
        connect[0] |= 1;
        connecting.send(connect).expectEnd();
    }

    @Test
    @Tests(v3 = "2.2.2-1", v5 = "2.1.3-1")
    void sendsReservedFlagsAsTheStandardHasThem() {
        String topic = topic();
        Peer client = stranger();
        assertThat(client.connect(connect()).flags()).isZero();
        client.sendSubscribe(new Props(), 2, topic);
        assertThat(client.expect(Heard.SUBACK).flags()).isZero();
        client.send(0xC0, 0);
        assertThat(client.expect(Heard.PINGRESP).flags()).isZero();
        assertThat(client().publish(Publish.of(topic, "x").qos(2, 7)).flags()).isZero();

        Heard delivery = client.expectText("x");
        client.ack(Heard.PUBREC, delivery.id());

        assertThat(client.expect(Heard.PUBREL).flags()).isEqualTo(2);
        client.ack(Heard.PUBCOMP, delivery.id());
        assertThat(client.unsubscribe(topic).flags()).isZero();
    }

    @Test
    @Tests(v3 = "2.3.1-1", v5 = "2.2.1-3")
    void endsTheConnectionOnPacketIdentifierZero() {
        String topic = topic();

        client().send(Publish.of(topic, "x").qos(1, 0).bytes(version())).expectEnd(MALFORMED);
        client().send(Publish.of(topic, "x").qos(2, 0).bytes(version())).expectEnd(MALFORMED);
        client().send(body(0).text(topic).bytes(0).packet(0x82)).expectEnd(MALFORMED);
        client().send(body(0).text(topic).packet(0xA2)).expectEnd(MALFORMED);
    }

    @Test
    @Tests(v3 = "2.3.1-4", v5 = "2.2.1-4")
    void givesEveryOpenDeliveryAnIdentifierOfItsOwn() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 2);
        Peer publisher = client();
        for (int n = 1; n <= 8; n++) {
            publisher.publish(Publish.of(topic, "m" + n).qos(1 + n % 2, n));
        }

        Set<Integer> ids = new HashSet<>();
        for (int n = 1; n <= 8; n++) {
            ids.add(subscriber.expectText("m" + n).id());
        }

        assertThat(ids).hasSize(8).doesNotContain(0);
    }

    @Test
    @Tests(v3 = "2.3.1-5", v5 = "2.2.1-2")
    void hasNoPacketIdentifierInQos0() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);

        client().send(Publish.of(topic, "12").bytes(version()));

        assertThat(subscriber.expectText("12").size())
                .isEqualTo(2 + 2 + topic.length() + (version().is5() ? 1 : 0) + 2);
    }

    @Test
    @Tests(v3 = "2.3.1-6", v5 = "2.2.1-5")
    void acknowledgesUnderThePublishsIdentifier() {
        Peer client = client();

        assertThat(client.publish(Publish.of(topic(), "x").qos(1, 0xFFFF)).id()).isEqualTo(0xFFFF);
        assertThat(client.publish(Publish.of(topic(), "x").qos(2, 0x1234)).id()).isEqualTo(0x1234);
    }

    @Test
    @Tests(v3 = "2.3.1-7", v5 = "2.2.1-6")
    void answersSubscribeAndUnsubscribeUnderTheirIdentifiers() {
        Peer client = client();

        client.send(body(0x0102).text(topic()).bytes(0).packet(0x82));
        client.send(body(0x0304).text(topic()).packet(0xA2));

        assertThat(client.expect(Heard.SUBACK).id()).isEqualTo(0x0102);
        assertThat(client.expect(Heard.UNSUBACK).id()).isEqualTo(0x0304);
    }
}
