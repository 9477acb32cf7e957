package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapter 4.8: shared subscriptions. */
@Specification(Version.MQTT_5_0)
final class Mqtt5ShareTest extends Conformance {
    private static final int NO_LOCAL = 0x04;

    @Test
    @Tests(v5 = "3.8.3-4")
    void endsTheConnectionOnNoLocalWithAShare() {
        Peer client = client();

        client.sendSubscribe(new Props(), NO_LOCAL, "$share/group/" + topic());

        client.expectEnd(0x82);
    }

    @Test
    @Tests(v5 = {"4.8.2-1", "4.8.2-2"})
    void refusesNamesThatAreNone() {
        Peer client = client();
        for (String wrong : List.of("$share//a", "$share/a", "$share/", "$share/a+/b", "$share/#/b", "$share/a/")) {
            assertThat(client.subscribe(wrong, 0)).as(wrong).isEqualTo(0x8F);
        }
        assertThat(client.subscribe("$share/a/b/+/#", 0)).isZero();
    }

    @Test
    @Tests(v5 = "4.8.2-3")
    void respectsTheQosOfEachMember() {
        String topic = topic();
        String share = "$share/" + topic + "/" + topic;
        Peer zero = subscriber(share, 0);
        Peer one = subscriber(share, 1);
        Peer publisher = client();
        for (int n = 1; n <= 20; n++) {
            publisher.publish(Publish.of(topic, "m" + n).qos(2, n));
        }

        int heard = 0;
        while (heard < 20) {
            heard += drain(zero, 0) + drain(one, 1);
        }

        assertThat(heard).isEqualTo(20);
    }

    @Test
    @Tests(v5 = "4.8.2-6")
    void givesToNobodyElseWhatAMemberRefused() {
        String topic = topic();
        String share = "$share/" + topic + "/" + topic;
        Peer refusing = subscriber(share, 1);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "refused").qos(1, 1));
        Heard refused = refusing.expectText("refused");
        Peer other = subscriber(share, 1);

        refusing.ack(Heard.PUBACK, refused.id(), 0x83);
        refusing.expectNothing();
        refusing.disconnect();
        publisher.publish(Publish.of(topic, "next").qos(1, 2));

        other.answer(other.expectText("next")).expectNothing();
    }

    @Test
    @Tests(v5 = "4.8.2-5")
    void givesToNobodyElseWhatWasBegunWithQos2() {
        String topic = topic();
        String share = "$share/" + topic + "/" + topic;
        Peer leaving = subscriber(share, 2);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "begun").qos(2, 1));
        leaving.expectText("begun");
        Peer other = subscriber(share, 2);

        leaving.disconnect();
        publisher.publish(Publish.of(topic, "next").qos(1, 2));

        other.answer(other.expectText("next")).expectNothing();
    }

    /** What would have to be completed when its member comes again is not begun: such a member is granted QoS 1. */
    @Test
    @Tests(v5 = "4.8.2-4")
    void beginsNoQos2WithAMemberThatMayComeAgain() {
        String topic = topic();
        Peer kept = client(connect(fresh("kept")).kept());
        assertThat(kept.subscribe("$share/" + topic + "/" + topic, 2)).isEqualTo(1);

        client().publish(Publish.of(topic, "x").qos(2, 1));

        assertThat(kept.expectText("x").qos()).isEqualTo(1);
    }

    /** What has come for a member so far, which has this QoS. */
    private static int drain(Peer member, int qos) {
        member.send(0xC0, 0);
        int count = 0;
        for (Heard next = member.next(); next.type() != Heard.PINGRESP; next = member.next()) {
            assertThat(next.qos()).isEqualTo(qos);
            member.answer(next);
            count++;
        }
        return count;
    }
}
