package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;

/**
 * The frames of stream rooms on their way to one connection: behind everything else, as long as the client's window has
 * space for them. What waits is dropped oldest first and reported as a gap. Confined to the connection's event loop.
 */
public final class FrameQueue implements FrameSink {
    private final OutboundQueue queue;
    private final Backlog backlog;
    private final long window;
    private long credit;

    /** Nothing under way; {@code window} 0 means that the client sets no bound. */
    FrameQueue(OutboundQueue queue, Backlog backlog, long window) {
        this.queue = queue;
        this.backlog = backlog;
        this.window = window;
        this.credit = window;
    }

    /** Whether a run of several frames goes, or waits, as a whole; else its frames are to be offered one by one. */
    public boolean takesWhole(Run run) {
        return window == 0 || (isOpen() && credit >= run.bytes());
    }

    /** Sends a run in its shared encoding, or makes room by dropping what has waited longest. */
    @Override
    public void offer(Run run, ByteBuf shared) {
        if (queue.isClosed()) {
            return;
        }
        if (isOpen() && mayPass(run.bytes())) {
            spend(run.bytes());
            queue.pass(run, shared.retainedDuplicate());
            return;
        }
        queue.makeRoom(backlog, run, shared);
        if (!queue.isClosed()) {
            backlog.add(run, shared.retainedDuplicate());
        }
    }

    /** Frames do not come, behind those that were offered before: tells it where the door can. */
    @Override
    public void missed(Gap gap) {
        ByteBuf note = queue.isClosed() ? null : queue.note(gap);
        if (note != null) {
            writeBehind(note);
        }
    }

    /** Writes bytes that must not be lost behind the frames that wait. Takes over the buffer. */
    public void writeBehind(ByteBuf bytes) {
        if (backlog.isEmpty() || queue.isClosed()) {
            queue.write(bytes);
        } else {
            backlog.add(bytes);
        }
    }

    /** The client has worked off so many bytes of frames. */
    public void giveBack(long bytes) {
        if (window > 0) {
            credit = Math.min(window, credit + bytes);
            pump();
        }
    }

    /** Sends what waits, as far as socket and window take it, behind everything that waits elsewhere. */
    void pump() {
        while (backlog.hasNext() && queue.isOpen() && mayPass(backlog.nextPayload())) {
            spend(backlog.nextPayload());
            backlog.passNext(queue);
        }
        if (!backlog.hasNext() && queue.isOpen()) {
            backlog.passGaps(queue);
        }
    }

    /** Drops frames until so many bytes less wait, as far as there are any. */
    void drop(int excess) {
        if (excess > 0) {
            backlog.drop(excess, 0);
            queue.checkGaps(backlog);
        }
    }

    int waitingBytes() {
        return backlog.bytes();
    }

    boolean isStuck(long now, long millis) {
        return backlog.isStuck(now, millis);
    }

    void close() {
        backlog.close();
    }

    private boolean isOpen() {
        return backlog.isEmpty() && queue.isOpen();
    }

    /** A frame larger than the window goes alone. */
    private boolean mayPass(int bytes) {
        return window == 0 || credit >= bytes || credit == window;
    }

    private void spend(int bytes) {
        if (window > 0) {
            credit -= bytes;
        }
    }
}
