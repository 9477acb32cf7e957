package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlatPublishTest {
    private static final long FOREVER = Long.MAX_VALUE;

    @Test
    void encodesAllFramesOfARun() {
        Run run = run(frame(0, false, false, FOREVER, "x"), frame(2, true, false, FOREVER, ""));

        assertThat(encode(run, Protocol.MQTT_3_1_1, 0, false))
                .isEqualTo(hex(packet("30", text("t") + "78") + packet("30", text("t"))));
        assertThat(encode(run, Protocol.MQTT_3_1_1, 1, false))
                .isEqualTo(hex(packet("30", text("t") + "78") + packet("32", text("t") + "00 00")));
        assertThat(encode(run, Protocol.MQTT_5, 2, true))
                .isEqualTo(hex(packet("30", text("t") + "00 78") + packet("35", text("t") + "00 00 00")));
    }

    @Test
    void marksStoredFramesAsRetained() {
        Run run = run(frame(1, true, true, FOREVER, "x"));

        assertThat(encode(run, Protocol.MQTT_3_1_1, 0, false)).isEqualTo(hex(packet("31", text("t") + "78")));
    }

    @Test
    void leavesOutExpiredFrames() {
        Run run = run(
                frame(0, false, false, System.currentTimeMillis() - 1, "x"),
                frame(0, false, false, System.currentTimeMillis() + 9_500, "y"));

        assertThat(encode(run, Protocol.MQTT_5, 0, false))
                .isEqualTo(hex(packet("30", text("t") + "05 02 00 00 00 0A 79")));
    }

    @Test
    void saysWhereAGroupsMessageStands() {
        Run run = new Run("$group/team", 0, List.of(frame(1, false, false, FOREVER, "x")));

        assertThat(encode(run, Protocol.MQTT_5, 1, false)).contains(hex(text("cseq") + text("1")));
        assertThat(encode(run, Protocol.MQTT_3_1_1, 1, false)).doesNotContain(hex(text("cseq")));
    }

    @Test
    void sharesOneEncodingPerFormat() {
        Run run = run(frame(0, false, false, FOREVER, "x"));

        ByteBuf once = run.encoded(FlatPublish.of(Protocol.MQTT_5, 0, false));

        assertThat(run.encoded(FlatPublish.of(Protocol.MQTT_5, 0, false))).isSameAs(once);
        assertThat(run.encoded(FlatPublish.of(Protocol.MQTT_5, 1, false))).isNotSameAs(once);
        run.release();
        assertThat(once.refCnt()).isZero();
    }

    @Test
    void encodesLongTopicsAndPayloads() {
        String topic = "x".repeat(65_535);
        byte[] payload = "p".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
        Run run = new Run(
                topic,
                1,
                List.of(new Frame(1, 0, new AccountId("a"), Content.untyped(payload), 0, false, false, 0, FOREVER)));

        ByteBuf encoded = run.encoded(FlatPublish.of(Protocol.MQTT_3_1_1, 0, false));

        assertThat(encoded.readableBytes()).isEqualTo(1 + 4 + 2 + 65_535 + 3_000_000);
        run.release();
    }

    private static String encode(Run run, Protocol protocol, int qos, boolean retainAsPublished) {
        ByteBuf bytes = FlatPublish.of(protocol, qos, retainAsPublished).encode(run);
        try {
            return RawClient.hex(ByteBufUtil.getBytes(bytes));
        } finally {
            bytes.release();
        }
    }

    private static String hex(String loose) {
        return RawClient.hex(RawClient.bytes(loose));
    }

    private static Run run(Frame... frames) {
        return new Run("t", 1, List.of(frames));
    }

    private static Frame frame(int qos, boolean retain, boolean stored, long expiresAt, String text) {
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        return new Frame(1, 0, new AccountId("a"), content, qos, retain, stored, 0, expiresAt);
    }
}
