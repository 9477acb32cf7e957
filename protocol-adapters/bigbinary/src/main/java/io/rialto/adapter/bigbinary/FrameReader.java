package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.GatheringReader;
import io.rialto.contract.error.ErrorCode;

/**
 * Cuts what a connection receives into frames. A frame is refused by its first bytes: a length out of bounds, an unknown
 * type, flags that it does not have; nothing is kept but what came. Confined to the connection's event loop.
 */
final class FrameReader extends GatheringReader {
    private static final int LENGTH_BYTES = 4;
    private static final int MIN_LENGTH = 2;

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

    /** The type of the frame that begins here, whose length is in bounds; null where it has not come yet. */
    FrameType peek() {
        ByteBuf in = front();
        if (in == null || in.readableBytes() < LENGTH_BYTES) {
            return null;
        }
        requireInBounds(in.getUnsignedInt(in.readerIndex()));
        return in.readableBytes() == LENGTH_BYTES
                ? null
                : FrameType.of(in.getUnsignedByte(in.readerIndex() + LENGTH_BYTES));
    }

    /**
     * The body of the next frame, valid until the next call; null where it is not there yet. Its type and flags can be
     * asked for then.
     */
    Body next() {
        FrameType found = peek();
        ByteBuf in = front();
        if (found == null || in.readableBytes() < LENGTH_BYTES + MIN_LENGTH) {
            return null;
        }
        int start = in.readerIndex();
        int length = in.getInt(start);
        int given = in.getUnsignedByte(start + LENGTH_BYTES + 1);
        found.requireFlags(given);
        if (in.readableBytes() < LENGTH_BYTES + length) {
            await(LENGTH_BYTES + length);
            return null;
        }
        type = found;
        flags = given;
        return new Body(in.skipBytes(LENGTH_BYTES + MIN_LENGTH).readSlice(length - MIN_LENGTH));
    }

    /** The type of the frame that {@link #next} gave. */
    FrameType type() {
        return type;
    }

    /** The flags of the frame that {@link #next} gave. */
    int flags() {
        return flags;
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
