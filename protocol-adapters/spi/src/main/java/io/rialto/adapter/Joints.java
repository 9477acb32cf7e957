package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Pieces that many connections of a loop are given one after the other before they are written to: copied together once, so
 * that each of them is written one buffer where it would be written several. Keeps what it has joined until {@link #clear}.
 * Confined to its loop.
 */
final class Joints {
    /** What fewer hold is not worth a copy. */
    static final int MANY = 8;
    /** No more than this is copied together. */
    static final int MOST = 32_768;
    /** As many as wire formats are usual side by side: connections of one loop take turns in no order. */
    private static final int SIDE_BY_SIDE = 4;

    /**
     * A piece by where its bytes are: no other has them as long as it is held. It is that itself, not the buffer that it is a
     * duplicate of, whose release would be hidden from a leak detector.
     */
    private record Place(ByteBuf held, long address, int size) {
        static Place of(ByteBuf piece) {
            return new Place(piece.retain(), address(piece), piece.readableBytes());
        }

        private boolean isOf(ByteBuf piece) {
            return piece.hasMemoryAddress() && address(piece) == address && piece.readableBytes() == size;
        }

        private static long address(ByteBuf piece) {
            return piece.memoryAddress() + piece.readerIndex();
        }
    }

    /** Two pieces of which one followed the other at some connection; joined once that happens at another one. */
    private record Joint(Place first, Place second, ByteBuf both) {
        private boolean isOf(ByteBuf one, ByteBuf next) {
            return first.isOf(one) && second.isOf(next);
        }

        private Joint joined(ByteBuf one, ByteBuf next) {
            ByteBuf bytes = ByteBufAllocator.DEFAULT
                    .directBuffer(first.size + second.size)
                    .writeBytes(one, one.readerIndex(), first.size)
                    .writeBytes(next, next.readerIndex(), second.size);
            return new Joint(first, second, bytes);
        }

        private void release() {
            first.held.release();
            second.held.release();
            if (both != null) {
                both.release();
            }
        }
    }

    private final Joint[] joints = new Joint[SIDE_BY_SIDE];
    private int next;
    private boolean empty = true;

    /** Both pieces as one, which are taken over then; null where they are to stay as they are. */
    ByteBuf join(ByteBuf one, ByteBuf other) {
        int place = empty ? -1 : place(one, other);
        if (place < 0) {
            note(one, other);
            return null;
        }
        if (joints[place].both == null) {
            joints[place] = joints[place].joined(one, other);
        }
        one.release();
        other.release();
        return joints[place].both.retainedDuplicate();
    }

    /** Forgets all of them, which connections that were given them may still have. */
    void clear() {
        if (!empty) {
            empty = true;
            for (int i = 0; i < joints.length; i++) {
                replace(i, null);
            }
        }
    }

    private int place(ByteBuf one, ByteBuf other) {
        for (int i = 0; i < joints.length; i++) {
            if (joints[i] != null && joints[i].isOf(one, other)) {
                return i;
            }
        }
        return -1;
    }

    private void note(ByteBuf one, ByteBuf other) {
        if (isShared(one, other) && one.readableBytes() + other.readableBytes() <= MOST) {
            empty = false;
            replace(next, new Joint(Place.of(one), Place.of(other), null));
            next = (next + 1) % joints.length;
        }
    }

    /** Whether many hold the one piece, and the other is no connection's own. */
    private static boolean isShared(ByteBuf one, ByteBuf other) {
        return one.unwrap() != null
                && other.unwrap() != null
                && one.hasMemoryAddress()
                && other.hasMemoryAddress()
                && root(one).refCnt() > MANY;
    }

    private void replace(int place, Joint joint) {
        if (joints[place] != null) {
            joints[place].release();
        }
        joints[place] = joint;
    }

    /** The buffer that a piece, which may be a duplicate, has its bytes in. */
    private static ByteBuf root(ByteBuf piece) {
        ByteBuf root = piece;
        for (ByteBuf below = root.unwrap(); below != null; below = root.unwrap()) {
            root = below;
        }
        return root;
    }
}
