package io.rialto.launcher.mqtt;

import org.junit.jupiter.api.Test;

/** Chapters 3.12 to 3.15: PINGREQ, PINGRESP, DISCONNECT, AUTH. */
abstract class EndConformance extends Conformance {
    @Test
    @Tests(v3 = "3.12.4-1", v5 = "3.12.4-1")
    void answersPings() {
        client().expectNothing().expectNothing();
    }

    @Test
    @Tests(v3 = "3.14.1-1", v5 = "3.14.1-1")
    void takesADisconnectWithFlagsAsAnError() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);

        client(connect().will(topic, "error", 0, false)).send(0xE1, 0).expectEnd(0x81);

        subscriber.expectText("error");
    }

    @Test
    @Tests(
            v3 = "3.14.4-3",
            v5 = {"3.14.4-3", "3.14.4-1", "3.14.4-2"})
    void endsInPeaceAfterDisconnect() {
        String topic = topic();
        Peer subscriber = subscriber(topic, 0);
        Peer client = client(connect().will(topic, "gone", 0, false));
        client.subscribe(topic, 0);

        client.disconnect();

        client().publish(Publish.of(topic, "end"));
        subscriber.expectText("end");
    }
}
