package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** MQTT 5 §3.3.2.3.4, §3.1.2.11.5. */
class OutboundAliasesTest {
    @Test
    void aClientThatTakesNoneGetsNone() {
        assertThat(OutboundAliases.of(client(0, 1000))).isNull();
    }

    @Test
    void usesAnAliasOnlyBehindAPacketThatIntroducedIt() {
        OutboundAliases aliases = OutboundAliases.of(client(5, 1000));

        assertThat(topicOf(aliases, "long/topic", false)).isEqualTo("long/topic 0");
        assertThat(topicOf(aliases, "long/topic", true)).isEqualTo("long/topic 1");
        assertThat(topicOf(aliases, "long/topic", false)).isEqualTo(" 1");
        assertThat(topicOf(aliases, "other/topic", true)).isEqualTo("other/topic 2");
        assertThat(topicOf(aliases, "long/topic", true)).isEqualTo(" 1");
    }

    @Test
    void keepsToTheMaximumOfTheClientAndItsOwn() {
        OutboundAliases few = OutboundAliases.of(client(1, 1000));
        OutboundAliases many = OutboundAliases.of(client(65_535, 1000));

        assertThat(topicOf(few, "topic/1", true)).isEqualTo("topic/1 1");
        assertThat(topicOf(few, "topic/2", true)).isEqualTo("topic/2 0");
        for (int i = 1; i <= TopicAliases.MAXIMUM; i++) {
            assertThat(topicOf(many, "topic/" + i, true)).isEqualTo("topic/" + i + " " + i);
        }
        assertThat(topicOf(many, "topic/0", true)).isEqualTo("topic/0 0");
    }

    @Test
    void writesOutWhatWouldNotGetShorterOrNotFit() {
        assertThat(topicOf(OutboundAliases.of(client(5, 1000)), "abc", true)).isEqualTo("abc 0");
        assertThat(topicOf(OutboundAliases.of(client(5, 12)), "topic", true)).isEqualTo("topic 0");
    }

    /** The topic that stands in the packet, the alias or 0. */
    private static String topicOf(OutboundAliases aliases, String topic, boolean certain) {
        OutgoingPublish plain = new OutgoingPublish(
                topic.getBytes(StandardCharsets.UTF_8), 0, false, Unpooled.EMPTY_BUFFER, new byte[] {1});
        OutgoingPublish publish = aliases.shorten(plain, topic, certain);
        int alias = publish.properties().isReadable() ? publish.properties().getUnsignedShort(1) : 0;
        return new String(publish.topic(), StandardCharsets.UTF_8) + " " + alias;
    }

    private static Client client(int aliases, int maxPacket) {
        return new Client(Protocol.MQTT_5, "c", 10, maxPacket, false, 0, null, null, aliases, -1);
    }
}
