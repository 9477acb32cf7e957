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

    /** Two pieces of which one followed the other at some connection; joined once that happens at another one. */
    private record Joint(
            ByteBuf first, int firstFrom, int firstSize, ByteBuf second, int secondFrom, int secondSize, ByteBuf both) {
        @SuppressWarnings("ReferenceEquality") // the very buffer, whose bytes nobody needs to compare
        private boolean isOf(ByteBuf one, ByteBuf next) {
            return root(one) == first
                    && root(next) == second
                    && one.readerIndex() == firstFrom
                    && one.readableBytes() == firstSize
                    && next.readerIndex() == secondFrom
                    && next.readableBytes() == secondSize;
        }

        private void release() {
            first.release();
            second.release();
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
            joints[place] = joined(joints[place], one, other);
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
        ByteBuf first = root(one);
        boolean shared = one.unwrap() != null && other.unwrap() != null && first.refCnt() > MANY;
        if (shared && one.readableBytes() + other.readableBytes() <= MOST) {
            empty = false;
            replace(
                    next,
                    new Joint(
                            first.retain(),
                            one.readerIndex(),
                            one.readableBytes(),
                            root(other).retain(),
                            other.readerIndex(),
                            other.readableBytes(),
                            null));
            next = (next + 1) % joints.length;
        }
    }

    private void replace(int place, Joint joint) {
        if (joints[place] != null) {
            joints[place].release();
        }
        joints[place] = joint;
    }

    private static Joint joined(Joint joint, ByteBuf one, ByteBuf other) {
        ByteBuf both = ByteBufAllocator.DEFAULT
                .directBuffer(joint.firstSize + joint.secondSize)
                .writeBytes(one, one.readerIndex(), joint.firstSize)
                .writeBytes(other, other.readerIndex(), joint.secondSize);
        return new Joint(
                joint.first, joint.firstFrom, joint.firstSize, joint.second, joint.secondFrom, joint.secondSize, both);
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
