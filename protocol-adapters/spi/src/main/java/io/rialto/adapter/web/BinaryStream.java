package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket as a layer below a protocol of bytes, as TLS is one: the payload of binary frames goes up as it comes,
 * however the frames are cut (MQTT-6.0.0-2), what is written goes down in binary frames. Text frames end it
 * (MQTT-6.0.0-1). Closing is the closing handshake; who closes again, or waits too long for it, closes the socket.
 * Confined to its event loop.
 */
public final class BinaryStream extends ChannelDuplexHandler {
    private static final long PATIENCE_SECONDS = 2;
    /** Payloads up to this size are copied behind their header: cheaper than one more buffer for the socket. */
    private static final int SMALL = 1024;

    private enum Phase {
        OPEN,
        /** The Close is out, the client's is waited for. */
        CLOSING,
        /** Nothing is understood any more. */
        DEAF
    }

    private final ClientFrames frames = new ClientFrames();
    /** The beginning of a header or of a control frame; null where none was cut. */
    private ByteBuf cut;

    private Phase phase = Phase.OPEN;
    private int closeCode = CloseCode.NORMAL;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf in = (ByteBuf) received;
        if (cut != null) {
            in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), cut, in);
            cut = null;
        }
        try {
            boolean more = true;
            while (more && phase != Phase.DEAF) {
                more = next(ctx, in);
            }
            keepCut(ctx, in);
        } catch (CorruptedWebSocketFrameException violation) {
            violated(ctx, violation.closeStatus().code(), violation.getMessage());
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forgetCut();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        forgetCut();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent) {
            closeCode = CloseCode.GOING_AWAY;
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (phase != Phase.OPEN) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        ByteBuf payload = (ByteBuf) message;
        int length = payload.readableBytes();
        int header = ServerFrames.headerBytes(length);
        ByteBuf frame = ctx.alloc().directBuffer(length <= SMALL ? header + length : header);
        ServerFrames.writeHeader(frame, ServerFrames.BINARY, length);
        if (length <= SMALL) {
            frame.writeBytes(payload, payload.readerIndex(), length);
            payload.release();
            ctx.write(frame, promise);
        } else {
            ctx.write(frame, ctx.voidPromise());
            ctx.write(payload, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (phase != Phase.OPEN || !ctx.channel().isActive()) {
            ctx.close(promise);
            return;
        }
        ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        sayClose(ctx, Phase.CLOSING, closeCode, "");
    }

    private boolean next(ChannelHandlerContext ctx, ByteBuf in) {
        if (frames.left() == 0 && !header(in)) {
            return false;
        }
        if (frames.isControl()) {
            return control(ctx, in);
        }
        if (frames.left() == 0) {
            return true; // an empty frame is one all the same
        }
        if (!in.isReadable()) {
            return false;
        }
        ByteBuf payload = frames.take(in);
        if (phase == Phase.OPEN) {
            ctx.fireChannelRead(payload);
        } else {
            payload.release();
        }
        return true;
    }

    private boolean header(ByteBuf in) {
        if (!frames.readHeader(in)) {
            return false;
        }
        if (frames.opcode() == ServerFrames.TEXT) {
            throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "binary frames only");
        }
        return true;
    }

    private boolean control(ChannelHandlerContext ctx, ByteBuf in) {
        if (in.readableBytes() < frames.left()) {
            return false;
        }
        ByteBuf payload = frames.take(in);
        try {
            if (frames.opcode() == ServerFrames.CLOSE) {
                closeHeard(ctx, payload);
            } else if (frames.opcode() == ServerFrames.PING) {
                pong(ctx, payload);
            }
        } finally {
            payload.release();
        }
        return true;
    }

    /** Who pings without reading the answers gets none: only the last must be answered (RFC 6455 §5.5.3). */
    private void pong(ChannelHandlerContext ctx, ByteBuf payload) {
        if (phase == Phase.OPEN && ctx.channel().isWritable()) {
            ctx.writeAndFlush(ServerFrames.frame(ServerFrames.PONG, payload), ctx.voidPromise());
        }
    }

    /** The answer to ours, or its wish, which is answered with the same code. */
    private void closeHeard(ChannelHandlerContext ctx, ByteBuf payload) {
        if (phase == Phase.CLOSING) {
            phase = Phase.DEAF;
            ctx.close();
            return;
        }
        int code = payload.readableBytes() < Short.BYTES ? CloseCode.NORMAL : payload.readUnsignedShort();
        phase = Phase.DEAF;
        ctx.writeAndFlush(ServerFrames.close(code, "")).addListener(ChannelFutureListener.CLOSE);
    }

    private void violated(ChannelHandlerContext ctx, int code, String reason) {
        if (phase == Phase.OPEN) {
            sayClose(ctx, Phase.DEAF, code, reason);
        } else {
            ctx.close();
        }
    }

    private void sayClose(ChannelHandlerContext ctx, Phase next, int code, String reason) {
        phase = next;
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(ServerFrames.close(code, reason)).addListener(Closing.END_OUR_SIDE);
        ctx.executor().schedule(() -> ctx.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void keepCut(ChannelHandlerContext ctx, ByteBuf in) {
        if (in.isReadable() && phase != Phase.DEAF) {
            cut = ctx.alloc().buffer(in.readableBytes()).writeBytes(in);
        }
    }

    private void forgetCut() {
        ReferenceCountUtil.release(cut);
        cut = null;
    }
}
