package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a connection has received and its protocol has not read yet, as one buffer that a reader cuts packets from. The rest
 * of a packet that is not whole waits in the pieces it came in, which are copied together once, when it is: a buffer that
 * grew with them would be copied anew at each doubling, into memory that is new to the process every time, which costs more
 * than all else that is done for a large packet. Only what came is kept, however long the packet says it is. Confined to the
 * connection's event loop.
 */
public abstract class GatheringReader {
    private static final int SMALL = 4 * 1024;
    private static final int LARGE = 64 * 1024;

    private ByteBuf front;
    /** Null until a packet has been waited for. */
    private Deque<ByteBuf> pieces;

    /** The last of them, where it is ours and has room. */
    private ByteBuf filling;

    private int piecesBytes;
    private int awaited;

    /** Takes over bytes that were received. */
    public void add(ByteBufAllocator allocator, ByteBuf bytes) {
        if (front == null) {
            front = bytes;
        } else if (front.readableBytes() + piecesBytes + bytes.readableBytes() < awaited) {
            keep(allocator, bytes);
        } else {
            front = awaited == 0
                    ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, front, bytes)
                    : joined(allocator, bytes);
        }
    }

    /** What can be read, which the reader moves on in; null where nothing was received. */
    protected final ByteBuf front() {
        return front;
    }

    /** What can be read is the beginning of a packet that has so many bytes, more than are there: it need not grow before. */
    protected final void await(int bytes) {
        awaited = bytes;
    }

    /** Gives back what has been read. */
    public void trim() {
        if (front != null && !front.isReadable()) {
            close();
        }
    }

    /** Forgets everything. Idempotent. */
    public void close() {
        if (front != null) {
            front.release();
            front = null;
        }
        if (pieces != null) {
            pieces.forEach(ByteBuf::release);
            pieces = null;
        }
        filling = null;
        piecesBytes = 0;
        awaited = 0;
    }

    /**
     * A buffer that is mostly full is kept as it is; the bytes of others go where there is room for more of them, also of one
     * that is a small part of a larger one, all of which it would hold.
     */
    private void keep(ByteBufAllocator allocator, ByteBuf bytes) {
        if (pieces == null) {
            pieces = new ArrayDeque<>();
        }
        int count = bytes.readableBytes();
        if (count >= SMALL && count >= memory(bytes) / 2) {
            pieces.add(bytes);
            filling = null;
        } else {
            if (filling == null || filling.writableBytes() < count) {
                filling = allocator.directBuffer(Math.max(count, room()));
                pieces.add(filling);
            }
            filling.writeBytes(bytes);
            bytes.release();
        }
        piecesBytes += count;
    }

    /** As much again as has come: who sends a byte at a time has that, not what it has announced. */
    private int room() {
        int left = awaited - front.readableBytes() - piecesBytes;
        return Math.min(left, Math.min(LARGE, Math.max(SMALL, piecesBytes)));
    }

    private static int memory(ByteBuf bytes) {
        ByteBuf root = bytes;
        while (root.unwrap() != null) {
            root = root.unwrap();
        }
        return root.capacity();
    }

    private ByteBuf joined(ByteBufAllocator allocator, ByteBuf last) {
        ByteBuf whole = allocator.directBuffer(front.readableBytes() + piecesBytes + last.readableBytes());
        whole.writeBytes(front);
        if (pieces != null) {
            pieces.forEach(whole::writeBytes);
        }
        whole.writeBytes(last);
        last.release();
        close();
        return whole;
    }
}
