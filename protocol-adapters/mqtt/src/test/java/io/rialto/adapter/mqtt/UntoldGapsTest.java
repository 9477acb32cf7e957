package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class UntoldGapsTest {
    private static final String PLAIN = packet("30", text("t") + "00 78");

    private static final int MAX_TOPICS = 1024;

    private final UntoldGaps gaps = new UntoldGaps(client(Protocol.MQTT_5, Integer.MAX_VALUE), MAX_TOPICS);

    @Test
    void areToldOnceInTheFirstPacketOfTheRunBehindThem() {
        gaps.note(gap("t", 10, 20));
        gaps.note(gap("t", 31, 40));

        assertThat(told(21, PLAIN + PLAIN)).isEqualTo(hex(packet("30", text("t") + property("10-20") + "78") + PLAIN));
        assertThat(told(41, PLAIN)).isEqualTo(hex(packet("30", text("t") + property("31-40") + "78")));
        assertThat(told(42, PLAIN)).isEqualTo(hex(PLAIN));
    }

    @Test
    void areToldRangeByRange() {
        gaps.note(gap("t", 10, 20));
        gaps.note(gap("t", 31, Gap.UNKNOWN));

        assertThat(told(41, PLAIN))
                .isEqualTo(hex(packet(
                        "30",
                        text("t") + "18 26" + text("gap") + text("10-20") + "26" + text("gap") + text("31-") + "78")));
    }

    @Test
    void leaveThePacketIdAndTheOtherPropertiesAlone() {
        gaps.note(gap("t", 1, 2));
        String payload = "78".repeat(120);

        assertThat(told(3, packet("34", text("t") + "00 07" + "02 01 01" + payload)))
                .isEqualTo(hex(
                        packet("34", text("t") + "00 07" + "0D 01 01" + "26" + text("gap") + text("1-2") + payload)));
    }

    @Test
    void areOfNoConcernToOtherTopics() {
        gaps.note(gap("u", 10, 20));

        assertThat(told(21, PLAIN)).isEqualTo(hex(PLAIN));
    }

    @Test
    void waitForAPacketThatTheClientTakesWithThem() {
        String small = packet("30", text("t") + "00");
        UntoldGaps narrow = new UntoldGaps(client(Protocol.MQTT_5, 18), MAX_TOPICS);
        narrow.note(gap("t", 1, 22));

        assertThat(told(narrow, 23, PLAIN)).isEqualTo(hex(PLAIN));
        assertThat(told(narrow, 24, small)).isEqualTo(hex(packet("30", text("t") + property("1-22"))));
    }

    @Test
    void areNotToldWhereTheProtocolCannot() {
        UntoldGaps older = new UntoldGaps(client(Protocol.MQTT_3_1_1, Integer.MAX_VALUE), MAX_TOPICS);
        older.note(gap("t", 10, 20));

        assertThat(told(older, 21, packet("30", text("t") + "78"))).isEqualTo(hex(packet("30", text("t") + "78")));
    }

    private String told(long seq, String packets) {
        return told(gaps, seq, packets);
    }

    private static String told(UntoldGaps gaps, long seq, String packets) {
        Frame frame = new Frame(seq, 0, new AccountId("a"), Content.text("x"), 0, false, false, 0, Long.MAX_VALUE);
        Run run = new Run("t", 1, List.of(frame));
        ByteBuf told = gaps.told(run, Unpooled.directBuffer().writeBytes(RawClient.bytes(packets)));
        try {
            return RawClient.hex(ByteBufUtil.getBytes(told));
        } finally {
            told.release();
            run.release();
        }
    }

    private static String property(String range) {
        String property = "26" + text("gap") + text(range);
        return String.format("%02X ", RawClient.bytes(property).length) + property;
    }

    private static Gap gap(String topic, long from, long to) {
        return new Gap(topic, 1, from, to, Gap.Cause.SLOW_CONSUMER);
    }

    private static Client client(Protocol protocol, int maxPacket) {
        return new Client(protocol, "c", 10, maxPacket, false, 0, null, null, 0, -1);
    }

    private static String hex(String loose) {
        return RawClient.hex(RawClient.bytes(loose));
    }
}
