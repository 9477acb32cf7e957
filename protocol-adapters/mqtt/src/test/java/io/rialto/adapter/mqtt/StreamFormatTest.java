package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamFormatTest {
    private static final byte[] FORGED =
            RawClient.bytes(text("seq") + text("99") + text("gap") + text("1-2") + text("k") + text("v"));

    @Test
    void twoSubscribersShareOneEncodingPerProtocol() {
        Run run = run(Content.text("x"));

        ByteBuf once = run.encoded(StreamFormat.of(Protocol.MQTT_5));

        assertThat(run.encoded(StreamFormat.of(Protocol.MQTT_5))).isSameAs(once);
        assertThat(run.encoded(StreamFormat.of(Protocol.MQTT_3_1_1))).isNotSameAs(once);
        run.release();
        assertThat(once.refCnt()).isZero();
    }

    @Test
    void repeatsPropertiesOfThePublisherButNotOurOwnNames() {
        Run run = run(new Content("", new byte[0], Map.of("mqtt.up", FORGED)));

        String encoded = RawClient.hex(ByteBufUtil.getBytes(run.encoded(StreamFormat.of(Protocol.MQTT_5))));

        assertThat(encoded)
                .contains((text("k") + text("v")).trim())
                .contains((text("seq") + text("5")).trim())
                .doesNotContain((text("seq") + text("99")).trim())
                .doesNotContain(text("gap").trim());
        run.release();
    }

    @Test
    void leavesPiecesOutWhereTheyWouldLookLikeFrames() {
        LanePart place = new LanePart("0", 0, 0, new Piece(-1, 9, 100));
        Run run = new Run("$stream/r", 1, List.of(frame(1, place), frame(2, new LanePart("0", 0, 0))));

        String five = RawClient.hex(ByteBufUtil.getBytes(run.encoded(StreamFormat.of(Protocol.MQTT_5))));
        String three = RawClient.hex(ByteBufUtil.getBytes(run.encoded(StreamFormat.of(Protocol.MQTT_3_1_1))));

        assertThat(five).contains((text("piece") + text("18446744073709551615/9/100")).trim());
        assertThat(three).isEqualTo(RawClient.packet("30", text("$stream/r/0/bob") + "78"));
        run.release();
    }

    private static Frame frame(long seq, LanePart place) {
        Content x = Content.untyped(new byte[] {'x'});
        return new Frame(seq, 0, new AccountId("bob"), x, 0, false, false, 0, Long.MAX_VALUE, place);
    }

    private static Run run(Content content) {
        LanePart lane = new LanePart("0", 0, 0);
        Frame frame = new Frame(5, 0, new AccountId("bob"), content, 0, false, false, 0, Long.MAX_VALUE, lane);
        return new Run("$stream/r", 1, List.of(frame));
    }
}
