package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Runs that wait for a client, in the order in which they came; those with QoS 0 can be taken out before the others.
 * Confined to the connection's event loop.
 */
final class WaitingRuns {
    private static final int FRAME_BYTES = 64;

    /** Frames of one channel that are all lossy, or all not. */
    static final class Waiting {
        private final long order;
        private final boolean lossy;
        private final Run run;
        private final Granted granted;
        private int sent;

        Waiting(long order, boolean lossy, Run run, Granted granted) {
            this.order = order;
            this.lossy = lossy;
            this.run = run;
            this.granted = granted;
        }

        Run run() {
            return run;
        }

        Granted granted() {
            return granted;
        }

        /** The next frame to send; there must be one. */
        Frame next() {
            return run.frames().get(sent);
        }

        /** The next frame is dealt with. */
        void advance() {
            sent++;
        }

        /** How many of the frames are dealt with. */
        int sent() {
            return sent;
        }

        /** How many of the frames are left. */
        int left() {
            return run.frames().size() - sent;
        }
    }

    private final Deque<Waiting> kept = new ArrayDeque<>(0);
    private final Deque<Waiting> lossy = new ArrayDeque<>(0);
    private long orders;
    private long bytes;
    private int frames;

    boolean isEmpty() {
        return kept.isEmpty() && lossy.isEmpty();
    }

    /** How many bytes wait, with what it costs to keep them. */
    long bytes() {
        return bytes;
    }

    /** How many frames wait. */
    int frames() {
        return frames;
    }

    /** Bytes that a run takes here. */
    static long bytes(Run run) {
        return run.bytes() + (long) FRAME_BYTES * run.frames().size();
    }

    /** Adds a run, which stays its owner's; where its frames differ in whether they may be lost, as several. */
    void add(Run run, Granted granted) {
        List<Frame> all = run.frames();
        int from = 0;
        for (int to = 1; to <= all.size(); to++) {
            if (to == all.size() || isLossy(granted, all.get(to)) != isLossy(granted, all.get(from))) {
                boolean whole = to - from == all.size();
                add(whole ? run.retain() : run.part(all.subList(from, to)), granted, isLossy(granted, all.get(from)));
                from = to;
            }
        }
    }

    /** What has waited longest; null where nothing waits. */
    Waiting peek() {
        Waiting first = kept.peek();
        Waiting other = lossy.peek();
        if (first == null || other == null) {
            return first == null ? other : first;
        }
        return first.order < other.order ? first : other;
    }

    /** What has waited longest of what may be lost; null where nothing of that waits. */
    Waiting peekLossy() {
        return lossy.peek();
    }

    /** Lets go of what {@link #peek} or {@link #peekLossy} has given. */
    void remove(Waiting one) {
        (one.lossy ? lossy : kept).remove();
        bytes -= bytes(one.run);
        frames -= one.run.frames().size();
        one.run.release();
    }

    /** Frames left that must not be lost. */
    int keptFrames() {
        return kept.stream().mapToInt(Waiting::left).sum();
    }

    /** Lets go of everything. Idempotent. */
    void clear() {
        while (!isEmpty()) {
            remove(peek());
        }
    }

    private void add(Run owned, Granted granted, boolean mayBeLost) {
        (mayBeLost ? lossy : kept).add(new Waiting(orders++, mayBeLost, owned, granted));
        bytes += bytes(owned);
        frames += owned.frames().size();
    }

    private static boolean isLossy(Granted granted, Frame frame) {
        return granted.format().qos(frame) == 0;
    }
}
