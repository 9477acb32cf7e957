package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.rialto.contract.error.ErrorCode;

/**
 * Cuts what a connection receives into frames. A frame is refused by its first bytes: a length out of bounds, an unknown
 * type, flags that it does not have; nothing is kept but what came. Confined to the connection's event loop.
 */
final class FrameReader {
    private static final int LENGTH_BYTES = 4;
    private static final int MIN_LENGTH = 2;

    private ByteBuf gathered;
    private int limit;
    private FrameType type;
    private int flags;

    /** Nothing gathered; frames of at most this many bytes after their length. */
    FrameReader(int limit) {
        this.limit = limit;
    }

    /** From now on frames may have this many bytes. */
    void limit(int bytes) {
        limit = bytes;
    }

    /** Takes over bytes that were received. */
    void add(ByteBufAllocator allocator, ByteBuf bytes) {
        gathered = gathered == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, gathered, bytes);
    }

    /** The type of the frame that begins here, whose length is in bounds; null where it has not come yet. */
    FrameType peek() {
        if (gathered == null || gathered.readableBytes() < LENGTH_BYTES) {
            return null;
        }
        requireInBounds(gathered.getUnsignedInt(gathered.readerIndex()));
        return gathered.readableBytes() == LENGTH_BYTES
                ? null
                : FrameType.of(gathered.getUnsignedByte(gathered.readerIndex() + LENGTH_BYTES));
    }

    /**
     * The body of the next frame, valid until the next call; null where it is not there yet. Its type and flags can be
     * asked for then.
     */
    Body next() {
        FrameType found = peek();
        if (found == null || gathered.readableBytes() < LENGTH_BYTES + MIN_LENGTH) {
            return null;
        }
        int start = gathered.readerIndex();
        int length = gathered.getInt(start);
        int given = gathered.getUnsignedByte(start + LENGTH_BYTES + 1);
        found.requireFlags(given);
        if (gathered.readableBytes() < LENGTH_BYTES + length) {
            return null;
        }
        type = found;
        flags = given;
        return new Body(gathered.skipBytes(LENGTH_BYTES + MIN_LENGTH).readSlice(length - MIN_LENGTH));
    }

    /** The type of the frame that {@link #next} gave. */
    FrameType type() {
        return type;
    }

    /** The flags of the frame that {@link #next} gave. */
    int flags() {
        return flags;
    }

    /** Gives back what has been read. */
    void trim() {
        if (gathered != null && !gathered.isReadable()) {
            close();
        }
    }

    /** Forgets everything. Idempotent. */
    void close() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    private void requireInBounds(long announced) {
        if (announced < MIN_LENGTH) {
            throw new ProtocolError(ErrorCode.BAD_REQUEST, "a frame has at least 2 bytes, not " + announced);
        }
        if (announced > limit) {
            throw new ProtocolError(
                    ErrorCode.TOO_LARGE, "a frame has at most " + limit + " bytes now, not " + announced);
        }
    }
}
