package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Puts the fragments of a message together, bounded in bytes however many fragments there are. The decoder has checked
 * their order. Confined to its connection's event loop.
 */
final class MessageAssembly {
    private int limit;
    private ByteBuf parts;
    private boolean binary;

    MessageAssembly(int limit) {
        this.limit = limit;
    }

    void limit(int bytes) {
        this.limit = bytes;
    }

    /** Takes a data frame, whose bytes stay the caller's: the whole message when it is complete, owned by the caller; else null. */
    ByteBuf add(WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int soFar = parts == null ? 0 : parts.readableBytes();
        if (soFar + content.readableBytes() > limit) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "message of more than " + limit + " bytes");
        }
        if (parts == null) {
            binary = frame instanceof BinaryWebSocketFrame;
            if (frame.isFinalFragment()) {
                return content.retain();
            }
            parts = content.alloc().buffer(content.readableBytes());
        }
        parts.writeBytes(content, content.readerIndex(), content.readableBytes());
        return frame.isFinalFragment() ? take() : null;
    }

    /** Whether the message that was begun last is binary. */
    boolean isBinary() {
        return binary;
    }

    /** Frees what has been gathered. Idempotent. */
    void close() {
        if (parts != null) {
            take().release();
        }
    }

    private ByteBuf take() {
        ByteBuf whole = parts;
        parts = null;
        return whole;
    }
}
