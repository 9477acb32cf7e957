package io.rialto.launcher.mqtt;

import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapter 1. */
@Specification(Version.MQTT_5_0)
final class Mqtt5TextTest extends TextConformance {
    private static final int MALFORMED = 0x81;

    @Test
    @Tests(v5 = "1.5.5-1")
    void endsTheConnectionOnAVariableByteIntegerThatIsTooLong() {
        client().send(0x30, 0x84, 0x00, 0, 1, 'a', 0).expectEnd(MALFORMED);
        client().send(0x30, 5, 0, 1, 'a', 0x80, 0x00).expectEnd(MALFORMED);
        client().send(0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01).expectEnd(MALFORMED);
    }

    @Test
    @Tests(v5 = "1.5.7-1")
    void endsTheConnectionOnAPairWithAnIllegalText() {
        String topic = topic();

        client().send(Publish.of(topic, "x")
                        .properties(new Props().user("a\0", "b"))
                        .bytes(version()))
                .expectEnd(MALFORMED);
        client().send(Publish.of(topic, "x")
                        .properties(new Props().raw(Props.USER, 0, 1, 'a', 0, 1, 0xFF))
                        .bytes(version()))
                .expectEnd(MALFORMED);
    }
}
