package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * What one connection is given in one turn of its loop, before the socket has it: small pieces are copied together into
 * one flat buffer, since a buffer of its own costs more than the copy of a few hundred bytes; larger ones, which are
 * shared with other connections, stay as they are, or are joined for all of them at once ({@link Joints}). Confined to the
 * connection's event loop.
 */
final class TurnWrites {
    /** Pieces up to this size are copied. */
    private static final int SMALL = 512;
    /** No more than this is copied into one buffer. */
    private static final int MOST = 8192;

    private static final int USUAL = 256;

    private final ChannelHandlerContext out;
    private final ChannelPromise noPromise;
    /** The last piece, not written yet; null where there is none. */
    private ByteBuf last;
    /** Whether the last piece is a buffer of our own. */
    private boolean mine;
    /** Bytes written to the channel since they were asked for. */
    private int written;

    /** Nothing given; {@code out} is the context that is written from. */
    TurnWrites(ChannelHandlerContext out) {
        this.out = out;
        this.noPromise = out.voidPromise();
    }

    /** Bytes that have been given but not written to the channel yet. */
    int bytes() {
        return last == null ? 0 : last.readableBytes();
    }

    /** Takes over a piece, which may be joined with the one before it. */
    void add(ByteBuf piece, Joints joints) {
        if (last == null) {
            last = piece;
            mine = false;
            return;
        }
        ByteBuf joined = mine ? null : joints.join(last, piece);
        if (joined != null) {
            last = joined;
        } else if (fits(piece.readableBytes())) {
            makeMine().writeBytes(piece, piece.readerIndex(), piece.readableBytes());
            piece.release();
        } else {
            write();
            last = piece;
        }
    }

    /** Takes a piece of four bytes, which needs no buffer of its own. */
    void addWord(int word) {
        if (last != null && !fits(Integer.BYTES)) {
            write();
        }
        makeMine().writeInt(word);
    }

    /** Writes what has been given to the channel; the caller flushes. */
    void write() {
        if (last != null) {
            ByteBuf bytes = last;
            last = null;
            mine = false;
            written += bytes.readableBytes();
            out.write(bytes, noPromise);
        }
    }

    /** How many bytes were written to the channel since this was last asked. */
    int takeWritten() {
        int bytes = written;
        written = 0;
        return bytes;
    }

    /** The connection ends: what has been given goes to the channel as long as there is one. */
    void close() {
        if (last != null && !out.channel().isActive()) {
            last.release();
            last = null;
        }
        write();
    }

    private boolean fits(int size) {
        return size <= SMALL && last.readableBytes() <= (mine ? MOST - size : SMALL);
    }

    private ByteBuf makeMine() {
        if (!mine) {
            ByteBuf own = out.alloc().directBuffer(USUAL, Integer.MAX_VALUE);
            if (last != null) {
                own.writeBytes(last, last.readerIndex(), last.readableBytes());
                last.release();
            }
            last = own;
            mine = true;
        }
        return last;
    }
}
