package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class PacketIdsTest {
    @Test
    void handsIdsOutInTurn() {
        PacketIds ids = new PacketIds(2, new LongAdder());

        assertThat(ids.take(1, 0)).isEqualTo(1);
        assertThat(ids.take(1, 0)).isEqualTo(2);
        assertThat(ids.free()).isZero();
        assertThat(ids.acknowledged(1)).isZero();
        assertThat(ids.free()).isEqualTo(1);
        assertThat(ids.take(1, 0)).isEqualTo(3);
    }

    @Test
    void wrapsAroundIdsThatAreUnderWay() {
        PacketIds ids = new PacketIds(64, new LongAdder());
        for (int i = 1; i <= 64; i++) {
            assertThat(ids.take(1, 0)).isEqualTo(i);
        }
        assertThat(ids.free()).isZero();

        ids.acknowledged(64);
        assertThat(ids.take(1, 0)).isEqualTo(64);
        ids.acknowledged(7);
        assertThat(ids.take(1, 0)).isEqualTo(7);
    }

    @Test
    void remembersTheInboxPosition() {
        PacketIds ids = new PacketIds(64, new LongAdder());
        ids.take(1, 0);

        int packetId = ids.take(1, 17);
        assertThat(ids.acknowledged(packetId)).isEqualTo(17);
        assertThat(ids.acknowledged(packetId)).isEqualTo(-1);
        assertThat(ids.acknowledged(1)).isZero();
        assertThat(ids.acknowledged(65_535)).isEqualTo(-1);
    }

    @Test
    void qos2EndsWithPubcompOnly() {
        PacketIds ids = new PacketIds(64, new LongAdder());
        int packetId = ids.take(2, 5);

        assertThat(ids.received(packetId)).isTrue();
        assertThat(ids.refused(packetId)).isEqualTo(-1);
        assertThat(ids.received(packetId)).isTrue();
        assertThat(ids.completed(packetId)).isEqualTo(5);
        assertThat(ids.received(packetId)).isFalse();
    }

    /** MQTT 3.1.1 §4.8, MQTT 5 §4.13: it is a protocol error, whoever sends it would never end the delivery. */
    @Test
    void refusesAcknowledgementsOfAnotherQos() {
        PacketIds ids = new PacketIds(64, new LongAdder());
        int once = ids.take(1, 5);
        int exactlyOnce = ids.take(2, 6);

        assertThatThrownBy(() -> ids.received(once)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.refused(once)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.completed(once)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.acknowledged(exactlyOnce)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.completed(exactlyOnce)).isInstanceOf(MalformedPacket.class);
        assertThat(ids.received(exactlyOnce)).isTrue();
        assertThatThrownBy(() -> ids.acknowledged(exactlyOnce)).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void ignoresAcknowledgementsOfWhatIsNotUnderWay() {
        PacketIds ids = new PacketIds(64, new LongAdder());

        assertThat(ids.acknowledged(7)).isEqualTo(-1);
        assertThat(ids.refused(7)).isEqualTo(-1);
        assertThat(ids.completed(7)).isEqualTo(-1);
        assertThat(ids.completed(65_535)).isEqualTo(-1);
        assertThat(ids.received(7)).isFalse();
    }

    @Test
    void putsIdsIntoPacketsThatNeedThem() {
        String long0 = packet("32", text("a/b") + "00 00" + "78 ".repeat(200));
        ByteBuf packets = Unpooled.copiedBuffer(
                RawClient.bytes(packet("30", text("a/b") + "78") + long0 + packet("34", text("a/b") + "00 00")));
        PacketIds ids = new PacketIds(64, new LongAdder());

        assertThat(PacketIds.count(packets)).isEqualTo(2);
        ids.patch(packets);

        assertThat(RawClient.hex(ByteBufUtil.getBytes(packets)))
                .isEqualTo(RawClient.hex(RawClient.bytes(packet("30", text("a/b") + "78")
                        + packet("32", text("a/b") + "00 01" + "78 ".repeat(200))
                        + packet("34", text("a/b") + "00 02"))));
        assertThat(ids.free()).isEqualTo(62);
    }
}
