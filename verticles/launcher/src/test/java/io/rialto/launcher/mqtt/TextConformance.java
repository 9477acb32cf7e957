package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import org.junit.jupiter.api.Test;

/** Chapter 1: text. */
abstract class TextConformance extends Conformance {
    private static final int MALFORMED = 0x81;

    @Test
    @Tests(v3 = "1.4.0-1", v5 = "1.5.4-1")
    void endsTheConnectionOnTextThatIsNotUtf8() {
        for (int[] wrong :
                new int[][] {{0xED, 0xA0, 0x80}, {0xC0, 0xAF}, {0xFF}, {0xE2, 0x82}, {0xF5, 0x80, 0x80, 0x80}}) {
            client().send(publishTo(wrong)).expectEnd(MALFORMED);
        }
    }

    @Test
    @Tests(v3 = "1.4.0-2", v5 = "1.5.4-2")
    void endsTheConnectionOnTextWithNul() {
        client().send(publishTo('a', 0, 'b')).expectEnd(MALFORMED);
        client().send(body(1).text("a\0b").bytes(0).packet(0x82)).expectEnd(MALFORMED);
    }

    @Test
    @Tests(v3 = "1.4.0-3", v5 = "1.5.4-3")
    void keepsAZeroWidthNoBreakSpace() {
        String plain = topic();
        String marked = "\uFEFF" + plain;
        Peer subscriber = subscriber(marked, 0);

        Peer publisher = client();
        publisher.publish(Publish.of(plain, "without"));
        publisher.publish(Publish.of(marked, "with"));

        assertThat(subscriber.expectText("with").topic()).isEqualTo(marked);
        subscriber.expectNothing();
    }

    private byte[] publishTo(int... topic) {
        MqttBytes body = new MqttBytes().bytes(0, topic.length).bytes(topic);
        return (version().is5() ? body.bytes(0) : body).packet(0x30);
    }
}
