package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/**
 * Netty's decoder with a smaller frame limit at first: a frame above it is refused from its header. Violations are only
 * thrown; the connection closes in its own words.
 */
final class BoundedFrameDecoder extends WebSocket13FrameDecoder {
    private final int firstLimit;
    private boolean raised;
    private boolean betweenFrames = true;
    private boolean refused;
    private boolean heard;

    BoundedFrameDecoder(int firstLimit, int limit) {
        super(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(limit)
                .closeOnProtocolViolation(false)
                .build());
        this.firstLimit = firstLimit;
    }

    int firstLimit() {
        return firstLimit;
    }

    /** From the next frame on the full limit holds. */
    void raiseLimit() {
        raised = true;
    }

    /** Whether anything came since this was asked last, be it part of a frame. */
    boolean hasHeard() {
        boolean came = heard;
        heard = false;
        return came;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        heard = true;
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (betweenFrames && !raised && !lengthAllowed(in)) {
            return;
        }
        int before = out.size();
        super.decode(ctx, in, out);
        betweenFrames = out.size() > before;
    }

    /** Whether the next frame's length is known and small enough; false while its header is not complete. */
    private boolean lengthAllowed(ByteBuf in) {
        int available = in.readableBytes();
        if (available < 2) {
            return false;
        }
        int length7 = in.getByte(in.readerIndex() + 1) & 0x7F;
        if (length7 < 126) {
            return true;
        }
        int header = length7 == 126 ? 4 : 10;
        if (available < header) {
            return false;
        }
        int at = in.readerIndex() + 2;
        requireAllowed(in, length7 == 126 ? in.getUnsignedShort(at) : in.getLong(at));
        return true;
    }

    private void requireAllowed(ByteBuf in, long length) {
        if (length < 0 || length > firstLimit) {
            refused = true;
            in.skipBytes(in.readableBytes());
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "more than " + firstLimit + " bytes before the sign-in");
        }
    }
}
