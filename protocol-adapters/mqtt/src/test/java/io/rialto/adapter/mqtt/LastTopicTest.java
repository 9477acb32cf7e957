package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastTopicTest {
    private final LastTopic last = new LastTopic();

    @Test
    void givesTheSameStringForTheSameTopic() {
        String first = last.read(packet("room/küche", "x"));
        ByteBuf again = packet("room/küche", "y");

        assertThat(last.read(again)).isSameAs(first).isEqualTo("room/küche");
        assertThat(again.readByte()).isEqualTo((byte) 'y');
    }

    @Test
    void readsAnotherTopicAnew() {
        last.read(packet("room/1", "x"));

        assertThat(last.read(packet("room/2", "x"))).isEqualTo("room/2");
        assertThat(last.read(packet("room/22", "x"))).isEqualTo("room/22");
        assertThat(last.read(packet("room", "/22"))).isEqualTo("room");
        assertThat(last.read(packet("", "x"))).isEmpty();
    }

    @Test
    void refusesAPacketThatEndsWithinTheTopicItKnows() {
        last.read(packet("room/1", "x"));
        ByteBuf cut = packet("room/1", "");
        cut.writerIndex(cut.writerIndex() - 1);

        assertThatThrownBy(() -> last.read(cut))
                .isInstanceOf(MalformedPacket.class)
                .hasMessageContaining("ends inside a field");
    }

    private static ByteBuf packet(String topic, String rest) {
        ByteBuf out = Unpooled.buffer();
        Wire.writeText(out, topic);
        return out.writeBytes(rest.getBytes(StandardCharsets.UTF_8));
    }
}
