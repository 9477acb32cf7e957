package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MQTT 5.0, sessions. */
@Specification(Version.MQTT_5_0)
final class Mqtt5SessionTest extends SessionConformance {
    @Test
    @Tests(v5 = "4.4.0-2")
    void sendsNothingAgainThatTheClientRefused() {
        String topic = topic();
        String id = fresh("kept");
        Peer first = client(connect(id).kept());
        first.subscribe(topic, 2);
        Peer publisher = client();
        publisher.publish(Publish.of(topic, "one").qos(1, 1));
        publisher.publish(Publish.of(topic, "two").qos(2, 2));
        first.ack(Heard.PUBACK, first.expectText("one").id(), 0x83);
        first.ack(Heard.PUBREC, first.expectText("two").id(), 0x83).expectNothing();
        first.vanish();

        client(connect(id).kept()).expectNothing();
    }

    @Test
    @Tests(v5 = "4.1.0-2")
    void forgetsASessionWhoseExpiryHasPassed() {
        String topic = topic();
        String id = fresh("kept");
        Props aSecond = new Props().four(Props.SESSION_EXPIRY, 1);
        Peer first = client(connect(id).unclean().properties(aSecond));
        first.subscribe(topic, 1);
        first.disconnect();
        Peer clock = client();
        long passed = System.nanoTime() + 1_300_000_000L;
        while (System.nanoTime() < passed) {
            clock.expectNothing();
        }

        Peer second = stranger();

        assertThat(second.connect(connect(id).unclean().properties(aSecond)).at(0))
                .as("session present")
                .isZero();
        client().publish(Publish.of(topic, "unheard").qos(1, 1));
        second.expectNothing();
    }

    @Test
    @Tests(v5 = {"4.1.0-2", "3.2.2-3"})
    void forgetsASessionWithoutExpiryAtOnce() {
        String id = fresh("kept");
        client(connect(id).unclean()).disconnect();

        assertThat(stranger().connect(connect(id).unclean()).at(0))
                .as("session present")
                .isZero();
    }

    @Test
    @Tests(v5 = "4.13.1-1")
    void endsTheConnectionOnAnExpiryThatBeginsWithDisconnect() {
        client().send(0xE0, 7, 0, 5, Props.SESSION_EXPIRY, 0, 0, 0, 9).expectEnd(0x82);
    }

    @Test
    @Tests(v5 = {"3.1.3-9", "3.1.2-7", "3.1.2-8"})
    void keepsTheWillOfAClientThatComesAgainInTime() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        String id = fresh("kept");
        client(delayed(id, topic, 60)).vanish();

        client(connect(id).kept()).disconnect();

        client().publish(Publish.of(topic, "end"));
        subscriber.expectText("end");
    }

    @Test
    @Tests(v5 = "3.1.2-8")
    void publishesTheWillAfterItsDelay() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer client = client(delayed(fresh("kept"), topic, 1));
        long gone = System.nanoTime();
        client.vanish();

        subscriber.expectText("late");

        assertThat(System.nanoTime() - gone).isBetween(900_000_000L, 8_000_000_000L);
    }

    @Test
    @Tests(v5 = "3.1.2-8")
    void publishesTheWillAtTheSessionsEnd() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        String id = fresh("kept");
        client(delayed(id, topic, 60)).vanish();

        client(connect(id));

        subscriber.expectText("late");
    }

    private Connect delayed(String id, String topic, int seconds) {
        return connect(id)
                .kept()
                .will(topic, "late", 0, false)
                .willProperties(new Props().four(Props.WILL_DELAY, seconds));
    }
}
