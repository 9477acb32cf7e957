package io.rialto.stream;

import io.rialto.contract.channel.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest frames of one relay, bounded in bytes: what a subscriber that comes back is offered again. Confined to its shard. */
final class Ring {
    private static final int FRAME_OVERHEAD = 128;

    private final int limit;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int bytes;

    Ring(int limit) {
        this.limit = limit;
    }

    void add(Frame frame) {
        frames.add(frame);
        bytes += weight(frame);
        while (bytes > limit && frames.size() > 1) {
            bytes -= weight(frames.poll());
        }
    }

    /** The frames after this sequence that are still here, in order. */
    List<Frame> after(long seq) {
        List<Frame> found = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.seq() > seq) {
                found.add(frame);
            }
        }
        return found;
    }

    private static int weight(Frame frame) {
        return FRAME_OVERHEAD + frame.content().size();
    }
}
