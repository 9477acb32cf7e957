package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Frames of stream rooms as PUBLISH packets, one after the other in one buffer, each under the topic of its lane,
 * publisher: one format per protocol.
 */
final class StreamFormat implements WireFormat {
    private static final StreamFormat V3 = new StreamFormat(Protocol.MQTT_3_1_1);
    private static final StreamFormat V5 = new StreamFormat(Protocol.MQTT_5);

    /** The user property that tells which piece of a larger payload a frame is. */
    static final String PIECE = "piece";

    /** The names of our own user properties: a publisher's of the same name are left out, nobody forges a sequence. */
    private static final Set<String> OWN =
            Set.of("seq", StreamPublishes.KIND, StreamPublishes.NUMBER, PIECE, UntoldGaps.NAME);

    private static final int HEAD_BYTES = 128;

    private final Protocol protocol;

    private StreamFormat(Protocol protocol) {
        this.protocol = protocol;
    }

    /** The format of this protocol. */
    static StreamFormat of(Protocol protocol) {
        return protocol.is5() ? V5 : V3;
    }

    @Override
    public ByteBuf encode(Run run) {
        int size = run.bytes() + run.frames().size() * (run.topic().length() + HEAD_BYTES);
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(size);
        for (Frame frame : run.frames()) {
            if (tells(frame)) {
                publish(run, frame, properties(frame)).write(out, 0);
            }
        }
        return out;
    }

    /** Whether this protocol can say what a frame is: in MQTT 3.1.1 a piece would look like a frame. */
    boolean tells(Frame frame) {
        return protocol.is5() || frame.lane().piece() == null;
    }

    /** How many frames of a run this protocol cannot tell. */
    int untold(Run run) {
        return protocol.is5() ? 0 : run.pieces();
    }

    /** A frame with these properties, in this format. */
    OutgoingPublish publish(Run run, Frame frame, ByteBuf properties) {
        byte[] topic = StreamTopic.of(run.topic(), frame).getBytes(StandardCharsets.UTF_8);
        return new OutgoingPublish(topic, 0, false, properties, frame.content().bytes());
    }

    /** The properties a frame is delivered with; null with MQTT 3.1.1. */
    ByteBuf properties(Frame frame) {
        if (!protocol.is5()) {
            return null;
        }
        ByteBuf properties = Unpooled.buffer(64);
        AttrProperties.user(properties, "seq", Long.toString(frame.seq()));
        if (frame.lane().kind() != 0) {
            AttrProperties.user(
                    properties,
                    StreamPublishes.KIND,
                    Integer.toString(frame.lane().kind()));
        }
        if (frame.lane().publication() != 0) {
            AttrProperties.user(
                    properties,
                    StreamPublishes.NUMBER,
                    Long.toString(frame.lane().publication()));
        }
        Piece piece = frame.lane().piece();
        if (piece != null) {
            AttrProperties.user(
                    properties,
                    PIECE,
                    Long.toUnsignedString(piece.payload()) + "/" + piece.offset() + "/" + piece.total());
        }
        AttrProperties.write(properties, frame.content(), OWN);
        return properties;
    }
}
