package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Reads the frames of one client (RFC 6455 §5.2) whose payload is a stream of bytes: headers are checked as they come,
 * payload is unmasked where it lies, as much of it as is there. Confined to the connection's event loop.
 */
final class ClientFrames {
    static final int CONTINUATION = 0x0;

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int CONTROL = 0x8;
    private static final int MAX_CONTROL = 125;
    private static final int MASK_BYTES = 4;

    private int opcode;
    private int mask;
    private long left;
    /** Whether a message has begun whose last frame has not come yet. */
    private boolean fragmented;

    /** The opcode of the frame whose header was read last. */
    int opcode() {
        return opcode;
    }

    /** Whether that frame is a Close, a ping or a pong, whose payload is at most 125 bytes. */
    boolean isControl() {
        return (opcode & CONTROL) != 0;
    }

    /** Bytes of its payload that have not been taken yet. */
    long left() {
        return left;
    }

    /**
     * Reads the next header; false, with nothing taken, where it is not whole yet.
     *
     * @throws CorruptedWebSocketFrameException where it breaks the rules, told by its first two bytes
     */
    boolean readHeader(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return false;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        check(first, second);
        int length7 = second & ~MASKED;
        int longer = longerLength(length7);
        if (in.readableBytes() < 2 + longer + MASK_BYTES) {
            return false;
        }
        left = length(in, start + 2, length7);
        mask = in.getInt(start + 2 + longer);
        in.skipBytes(2 + longer + MASK_BYTES);
        opcode = first & 0xF;
        if (!isControl()) {
            fragmented = (first & FINAL) == 0;
        }
        return true;
    }

    /** Takes what is there of the payload, unmasked; the caller owns it. */
    ByteBuf take(ByteBuf in) {
        int length = (int) Math.min(left, in.readableBytes());
        unmask(in, length);
        left -= length;
        return in.readRetainedSlice(length);
    }

    private void check(int first, int second) {
        int code = first & 0xF;
        boolean known = code <= ServerFrames.BINARY || (code >= ServerFrames.CLOSE && code <= ServerFrames.PONG);
        require((first & RESERVED) == 0 && known, "reserved bits or opcode");
        require((second & MASKED) != 0, "frame without a mask");
        if ((code & CONTROL) != 0) {
            require((first & FINAL) != 0 && (second & ~MASKED) <= MAX_CONTROL, "control frame in parts or too long");
        } else {
            require(fragmented == (code == CONTINUATION), "continuation out of order");
        }
    }

    private static int longerLength(int length7) {
        return switch (length7) {
            case 126 -> Short.BYTES;
            case 127 -> Long.BYTES;
            default -> 0;
        };
    }

    private static long length(ByteBuf in, int at, int length7) {
        long length =
                switch (length7) {
                    case 126 -> in.getUnsignedShort(at);
                    case 127 -> in.getLong(at);
                    default -> length7;
                };
        int shortest = length7 == 126 ? 126 : length7 == 127 ? 65536 : 0;
        require(length >= shortest, "length is not in its shortest form");
        return length;
    }

    private void unmask(ByteBuf in, int length) {
        int at = in.readerIndex();
        int end = at + length;
        long mask8 = ((long) mask << 32) | (mask & 0xFFFF_FFFFL);
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            in.setLong(at, in.getLong(at) ^ mask8);
        }
        for (; at < end; at++) {
            in.setByte(at, in.getByte(at) ^ (mask >>> 24));
            mask = Integer.rotateLeft(mask, 8);
        }
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, wrong);
        }
    }
}
