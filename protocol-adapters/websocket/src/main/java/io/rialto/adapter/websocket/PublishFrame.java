package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.stream.Lanes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A client's binary message as a frame for a stream room (docs/protocol-websocket.md). A view of the message, valid as
 * long as that.
 */
final class PublishFrame {
    private static final int HEADER = 16;
    private static final int WANTS_RECEIPT = 1;
    private static final int IS_PIECE = 2;
    private static final int KNOWN_FLAGS = WANTS_RECEIPT | IS_PIECE;
    private static final int PIECE_BYTES = 24;

    private final ByteBuf bytes;

    private PublishFrame(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** The frame; closes the connection where it is none. */
    static PublishFrame of(ByteBuf message) {
        int length = message.readableBytes();
        ByteBuf bytes = message.slice();
        if (length > 0 && bytes.getByte(0) != StreamFrames.VERSION) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "binary frames have version " + StreamFrames.VERSION);
        }
        if (length < HEADER || length < HEADER + bytes.getUnsignedByte(3)) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "binary frame ends in its header");
        }
        PublishFrame frame = new PublishFrame(bytes);
        if (frame.hasKnownFlags() && frame.bodyLength() < 0) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR, "binary frame ends in the place of its piece");
        }
        return frame;
    }

    boolean wantsReceipt() {
        return (flags() & WANTS_RECEIPT) != 0;
    }

    int kind() {
        return bytes.getUnsignedByte(2);
    }

    int handle() {
        return bytes.getInt(4);
    }

    /** The publisher's own number of it, unsigned. */
    long number() {
        return bytes.getLong(8);
    }

    String lane() {
        if (laneLength() == 0) {
            return Lanes.DEFAULT;
        }
        try {
            return Lanes.requireName(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.nioBuffer(HEADER, laneLength()))
                    .toString());
        } catch (CharacterCodingException noText) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "the lane is no UTF-8");
        }
    }

    /** Which piece of a larger payload it is; null for a whole frame. */
    Piece piece() {
        if (!isPiece()) {
            return null;
        }
        int at = HEADER + laneLength();
        return new Piece(bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16));
    }

    int bodyLength() {
        return bytes.readableBytes() - bodyStart();
    }

    byte[] body() {
        return ByteBufUtil.getBytes(bytes, bodyStart(), bodyLength());
    }

    /** Refuses what this version does not know. */
    void requireKnown() {
        if (!hasKnownFlags()) {
            throw new GatewayException(
                    ErrorCode.UNSUPPORTED, String.format("flags 0x%02X has bits this version does not know", flags()));
        }
        if (number() < 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "the own number is above 2^63 - 1");
        }
    }

    private boolean hasKnownFlags() {
        return (flags() & ~KNOWN_FLAGS) == 0;
    }

    private boolean isPiece() {
        return (flags() & IS_PIECE) != 0;
    }

    private int bodyStart() {
        return HEADER + laneLength() + (isPiece() ? PIECE_BYTES : 0);
    }

    private int flags() {
        return bytes.getUnsignedByte(1);
    }

    private int laneLength() {
        return bytes.getUnsignedByte(3);
    }
}
