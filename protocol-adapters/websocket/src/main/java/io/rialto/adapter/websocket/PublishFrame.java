package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
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
        return new PublishFrame(bytes);
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

    int bodyLength() {
        return bytes.readableBytes() - HEADER - laneLength();
    }

    byte[] body() {
        return ByteBufUtil.getBytes(bytes, HEADER + laneLength(), bodyLength());
    }

    /** Refuses what this version does not know. */
    void requireKnown() {
        if ((flags() & ~WANTS_RECEIPT) != 0) {
            throw new GatewayException(
                    ErrorCode.UNSUPPORTED, String.format("flags 0x%02X has bits this version does not know", flags()));
        }
        if (number() < 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "the own number is above 2^63 - 1");
        }
    }

    private int flags() {
        return bytes.getUnsignedByte(1);
    }

    private int laneLength() {
        return bytes.getUnsignedByte(3);
    }
}
