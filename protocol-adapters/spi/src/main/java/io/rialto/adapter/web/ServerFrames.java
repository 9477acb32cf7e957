package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.JsonText;

/** WebSocket frames as a server sends them: final, unmasked (RFC 6455 §5.2), each in one flat direct buffer. */
public final class ServerFrames {
    /** Opcode of a text frame. */
    public static final int TEXT = 0x1;
    /** Opcode of a binary frame. */
    public static final int BINARY = 0x2;

    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final int LARGEST_HEADER = 10;
    private static final int USUAL_SIZE = 256;
    private static final int MAX_REASON = 123;

    private ServerFrames() {}

    /** A text frame of a JSON body. */
    public static ByteBuf json(JsonBody body) {
        ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(USUAL_SIZE);
        frame.writerIndex(LARGEST_HEADER).readerIndex(LARGEST_HEADER);
        JsonText.write(new ByteBufOutputStream(frame), body);
        int length = frame.readableBytes();
        int end = frame.writerIndex();
        int start = LARGEST_HEADER - headerBytes(length);
        frame.setIndex(0, 0).setIndex(start, start);
        writeHeader(frame, TEXT, length);
        return frame.writerIndex(end);
    }

    /** A frame of a payload, which stays the caller's. */
    public static ByteBuf frame(int opcode, ByteBuf payload) {
        int length = payload.readableBytes();
        ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(headerBytes(length) + length);
        writeHeader(frame, opcode, length);
        return frame.writeBytes(payload, payload.readerIndex(), length);
    }

    /** A Close frame. */
    static ByteBuf close(int code, String reason) {
        int length = Math.min(MAX_REASON, reason.length());
        ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(LARGEST_HEADER + length);
        writeHeader(frame, CLOSE, 2 + length);
        frame.writeShort(code);
        ByteBufUtil.writeAscii(frame, reason.substring(0, length));
        return frame;
    }

    /** Bytes that the header of a frame of this length takes. */
    public static int headerBytes(int length) {
        if (length < 126) {
            return 2;
        }
        return length < 65536 ? 4 : LARGEST_HEADER;
    }

    /** Writes the header of a final frame. */
    public static void writeHeader(ByteBuf out, int opcode, int length) {
        out.writeByte(FINAL | opcode);
        if (length < 126) {
            out.writeByte(length);
        } else if (length < 65536) {
            out.writeByte(126).writeShort(length);
        } else {
            out.writeByte(127).writeLong(length);
        }
    }
}
