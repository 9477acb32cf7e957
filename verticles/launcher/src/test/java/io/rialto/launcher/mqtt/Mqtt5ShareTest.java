package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** §4.8.2: a share gets no retained messages, neither at first nor when it is subscribed to again; live ones it gets. */
    @Test
    void givesNoRetainedMessageToAShare() {
        String topic = topic();
        String share = "$share/" + topic + "/" + topic;
        retain(topic, "old");
        Peer member = subscriber(share, 1);
        assertThat(member.subscribe(share, 1)).isEqualTo(1);

        expectNothingRetained(member);

        retain(topic, "new");
        member.answer(member.expectText("new")).expectNothing();
    }

    /** §4.8.2: what was sent with QoS 1 and not acknowledged goes to another member when the session ends, however it does. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesToAnotherWhatAMemberHadNotAcknowledgedWhenItsSessionEnds(boolean saysGoodbye) {
        String topic = topic();
        String share = "$share/" + topic + "/" + topic;
        Peer leaving = subscriber(share, 1);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "done").qos(1, 1));
        publisher.publish(Publish.of(topic, "open").qos(1, 2));
        leaving.answer(leaving.expectText("done"));
        leaving.expectText("open");
        leaving.expectNothing();
        Peer other = subscriber(share, 1);

        if (saysGoodbye) {
            leaving.disconnect();
        } else {
            leaving.vanish();
        }

        other.answer(other.expectText("open")).expectNothing();
    }

    /** §4.8.2: who leaves the share finishes what was begun, gets nothing new. */
    @Test
    void letsAMemberThatUnsubscribesFinishWhatWasBegun() {
        String topic = topic();
        String share = "$share/" + topic + "/" + topic;
        Peer leaving = subscriber(share, 1);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "begun").qos(1, 1));
        Heard begun = leaving.expectText("begun");
        Peer other = subscriber(share, 1);

        assertThat(leaving.unsubscribe(share).reason()).isZero();
        publisher.publish(Publish.of(topic, "next").qos(1, 2));
        other.answer(other.expectText("next"));
        leaving.answer(begun).expectNothing();
        leaving.disconnect();

        other.expectNothing();
    }

    /** §4.8.2: every share has a copy of its own, so has each subscription that is not shared. */
    @Test
    void givesOneCopyToEachShareAndToEachOtherSubscription() {
        String topic = topic();
        Peer both = subscriber("$share/one/" + topic, 1);
        assertThat(both.subscribe(topic, 1)).isEqualTo(1);
        Peer two = subscriber("$share/two/" + topic, 1);

        client().publish(Publish.of(topic, "x").qos(1, 1));

        both.answer(both.expectText("x"));
        both.answer(both.expectText("x")).expectNothing();
        two.answer(two.expectText("x")).expectNothing();
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
