package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Chapters 3.1.2, 4.1, 4.4: sessions that outlive their connections. */
abstract class SessionConformance extends Conformance {
    @Test
    @Tests(
            v3 = {"3.1.2-4", "3.1.2-5", "3.2.2-2", "3.2.2-3", "4.1.0-1"},
            v5 = {"3.1.2-5", "3.1.2-6", "3.1.2-23", "3.2.2-3"})
    void goesOnWithAKeptSession() {
        String topic = topic();
        String id = fresh("kept");
        Peer first = stranger();
        assertThat(first.connect(connect(id).kept()).at(0))
                .as("session present")
                .isZero();
        first.subscribe(topic, 1);
        first.disconnect();
        Peer publisher = client();
        for (int n = 1; n <= 5; n++) {
            publisher.publish(Publish.of(topic, "m" + n).qos(1 + n % 2, n));
        }

        Peer second = stranger();

        assertThat(second.connect(connect(id).kept()).at(0))
                .as("session present")
                .isEqualTo(1);
        second.expectTexts(Peer.texts(5));
        publisher.publish(Publish.of(topic, "live").qos(1, 9));
        second.answer(second.expectText("live")).expectNothing();
    }

    @Test
    @Tests(
            v3 = {"3.1.2-6", "3.2.2-1", "3.2.2-3"},
            v5 = {"3.1.2-4", "3.1.2-6", "3.2.2-2"})
    void forgetsAKeptSessionForACleanOne() {
        String topic = topic();
        String id = fresh("kept");
        Peer first = client(connect(id).kept());
        first.subscribe(topic, 1);
        first.vanish();
        client().publish(Publish.of(topic, "queued").qos(1, 1));

        Peer clean = stranger();
        assertThat(clean.connect(connect(id)).at(0)).as("session present").isZero();
        clean.expectNothing();
        clean.disconnect();

        Peer third = stranger();
        assertThat(third.connect(connect(id).kept()).at(0))
                .as("session present")
                .isZero();
        client().publish(Publish.of(topic, "unheard").qos(1, 1));
        third.expectNothing();
    }

    @Test
    @Tests(
            v3 = {"3.3.1-1", "4.4.0-1", "4.6.0-1", "3.3.1-3"},
            v5 = {"3.3.1-1", "4.4.0-1", "4.6.0-1", "3.3.1-3"})
    void sendsAgainWhatWasNotAcknowledged() {
        String topic = topic();
        String id = fresh("kept");
        Peer first = client(connect(id).kept());
        first.subscribe(topic, 2);
        Peer publisher = client();
        for (int n = 1; n <= 6; n++) {
            publisher.publish(Publish.of(topic, "m" + n).qos(1 + n % 2, n));
        }
        List<Heard> open = Peer.texts(6).stream().map(first::expectText).toList();
        assertThat(open).noneMatch(Heard::dup);
        first.expectNothing();
        first.vanish();

        Peer second = client(connect(id).kept());

        for (Heard one : open) {
            Heard again = second.expectText(one.text());
            assertThat(again.id()).isEqualTo(one.id());
            assertThat(again.dup()).isTrue();
            assertThat(again.qos()).isEqualTo(one.qos());
        }
        second.expectNothing();
    }

    @Test
    @Tests(
            v3 = "4.4.0-1",
            v5 = {"4.4.0-1", "4.3.3-5", "4.3.3-6"})
    void sendsPubrelAgainThatWasNotCompleted() {
        String topic = topic();
        String id = fresh("kept");
        Peer first = client(connect(id).kept());
        first.subscribe(topic, 2);
        client().publish(Publish.of(topic, "x").qos(2, 1));
        Heard delivery = first.expectText("x");
        first.ack(Heard.PUBREC, delivery.id());
        assertThat(first.expect(Heard.PUBREL).id()).isEqualTo(delivery.id());
        first.vanish();

        Peer second = client(connect(id).kept());

        assertThat(second.expect(Heard.PUBREL).id()).isEqualTo(delivery.id());
        second.ack(Heard.PUBCOMP, delivery.id()).expectNothing();
        second.vanish();
        client(connect(id).kept()).expectNothing();
    }

    @Test
    @Tests(
            v3 = {"4.3.3-2", "3.1.2-4"},
            v5 = {"4.3.3-10", "3.1.2-23"})
    void takesQos2OnceAcrossConnections() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        String id = fresh("kept");
        Peer first = client(connect(id).kept());
        first.send(Publish.of(topic, "once").qos(2, 7).bytes(version())).expect(Heard.PUBREC);
        first.vanish();

        Peer second = client(connect(id).kept());
        second.send(Publish.of(topic, "once").qos(2, 7).dup().bytes(version())).expect(Heard.PUBREC);
        second.ack(Heard.PUBREL, 7).expect(Heard.PUBCOMP);

        subscriber.expectText("once");
        client().publish(Publish.of(topic, "end"));
        subscriber.expectText("end");
    }
}
