package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;

/**
 * What waits to be written to one connection. While the socket takes bytes they go straight through, with one flush per
 * turn of the loop, or of some turns when it is busy ({@link FlushPace}); when it does not, they wait here, bounded in bytes: runs of frames are dropped oldest first and
 * reported as a gap, answers pause the reading of more requests, and whoever takes nothing for too long is closed.
 * Confined to the connection's event loop.
 */
public final class OutboundQueue implements FrameSink {
    /** What the queue needs its connection to do. */
    public interface Owner {
        /**
         * A note that frames do not come, in the door's own words; null where the door tells in another way or cannot
         * tell.
         */
        ByteBuf gapNote(Gap gap);

        /**
         * Whether the client relies on being told of every gap, so that one that cannot be remembered ends the connection;
         * else the oldest ones are forgotten.
         */
        default boolean isToldAllGaps() {
            return true;
        }

        /**
         * The bytes of a run on its way to the socket, for a door that tells gaps within what comes behind them. Takes
         * over the buffer.
         */
        default ByteBuf passing(Run run, ByteBuf bytes) {
            return bytes;
        }

        /** Nothing waits any more: what is written now goes straight through. */
        void drained();

        /** The connection takes nothing any more: say so if the protocol can, then close. */
        void tooSlow();
    }

    /**
     * The bounds of one connection: bytes and messages that may wait, topics with gaps to be told, milliseconds without any
     * progress.
     */
    public record Bounds(int bytes, int messages, int gapTopics, long slowMillis) {}

    private final ChannelHandlerContext out;
    private final TurnWrites turn;
    private final Loop loop;
    private final Bounds bounds;
    private final Owner owner;
    private final DoorMetrics metrics;
    private final Reading reading;
    /** Null until something has had to wait: most connections take everything at once. */
    private Backlog backlog;

    private FrameQueue frames;
    private boolean slow;
    private boolean dirty;
    /** Whether somebody was told to wait because of what this turn has been given, which no event of the channel ends. */
    private boolean turnFull;

    private boolean closed;

    /**
     * An empty queue.
     *
     * @param out the context that pre-encoded bytes are written from, below the protocol's encoders
     */
    public OutboundQueue(ChannelHandlerContext out, Loop loop, Bounds bounds, Owner owner, DoorMetrics metrics) {
        this.out = out;
        this.turn = new TurnWrites(out);
        this.loop = loop;
        this.bounds = bounds;
        this.owner = owner;
        this.metrics = metrics;
        this.reading = new Reading(out.channel());
    }

    /** Who holds back the reading from this connection: this queue does while answers wait. */
    public Reading reading() {
        return reading;
    }

    /**
     * From now on frames of stream rooms may take a way of their own, behind everything else.
     *
     * @param window how many bytes of them may be under way before the client gives them back; 0: no bound
     */
    public FrameQueue frames(long window) {
        frames = new FrameQueue(this, new Backlog(metrics), window);
        return frames;
    }

    /** Writes bytes that must not be lost: an answer, a message. Takes over the buffer. */
    public void write(ByteBuf bytes) {
        if (closed) {
            bytes.release();
        } else if (isOpen()) {
            pass(bytes);
        } else {
            writeLater(bytes);
        }
    }

    /** Writes an answer of four bytes that must not be lost: the same as a buffer of them, but without one. */
    public void writeWord(int word) {
        if (isOpen()) {
            turn.addWord(word);
            flushLater();
        } else if (!closed) {
            writeLater(out.alloc().directBuffer(Integer.BYTES).writeInt(word));
        }
    }

    /** Writes a whole run in its shared encoding, or makes room by dropping what has waited longest. */
    @Override
    public void offer(Run run, ByteBuf shared) {
        if (closed) {
            return;
        }
        if (isOpen()) {
            pass(run, shared.retainedDuplicate());
            return;
        }
        dropFrames(excess(shared.readableBytes()));
        makeRoom(backlog(), run, shared);
        if (!closed) {
            backlog().add(run, shared.retainedDuplicate());
        }
    }

    /** Frames do not come, behind those that were offered before: tells it where the door can. */
    @Override
    public void missed(Gap gap) {
        ByteBuf note = closed ? null : owner.gapNote(gap);
        if (note != null) {
            write(note);
        }
    }

    /** The note of a gap in the door's words; null where it cannot tell. */
    ByteBuf note(Gap gap) {
        return owner.gapNote(gap);
    }

    /** Whether what is written now goes straight to the socket. */
    public boolean isOpen() {
        return (backlog == null || backlog.isEmpty()) && !closed && takesMore();
    }

    /** Bytes that wait here, besides what the socket has taken. */
    public int waitingBytes() {
        return (backlog == null ? 0 : backlog.bytes()) + (frames == null ? 0 : frames.waitingBytes());
    }

    /** Messages among them that may be dropped. */
    public int waitingMessages() {
        return backlog == null ? 0 : backlog.messages();
    }

    /** The channel has become writable, or stopped being so: called by the connection's handler. */
    public void writabilityChanged() {
        if (closed || !takesMore()) {
            return;
        }
        while (backlog != null && backlog.hasNext() && takesMore()) {
            backlog.passNext(this);
        }
        if (!closed && (backlog == null || !backlog.hasNext())) {
            if (backlog != null) {
                backlog.passGaps(this);
            }
            reading.resume(Reading.Cause.ANSWERS_WAIT);
            owner.drained();
        }
        if (frames != null && !closed) {
            frames.pump();
        }
    }

    /** Looks whether the connection has taken nothing for too long; called once a second with the loop's clock. */
    public void tick(long now) {
        boolean stuck = (backlog != null && backlog.isStuck(now, bounds.slowMillis()))
                || (frames != null && frames.isStuck(now, bounds.slowMillis()));
        if (stuck) {
            giveUp();
        }
    }

    /** What its door keeps elsewhere for the connection is too much: ends it as one that takes nothing. */
    public void giveUp() {
        if (!closed && !slow) {
            slow = true;
            owner.tooSlow();
        }
    }

    /** Frees everything; nothing is written any more besides what went straight through. Idempotent. */
    public void close() {
        closed = true;
        turn.close();
        metrics.bytesSent(turn.takeWritten());
        if (backlog != null) {
            backlog.close();
        }
        if (frames != null) {
            frames.close();
        }
    }

    /** Writes bytes to the socket, to be flushed when this turn of the loop ends. */
    void pass(ByteBuf bytes) {
        turn.add(bytes, loop.joints());
        flushLater();
    }

    /** Writes the bytes of a run to the socket, with what the door has to tell in them. */
    void pass(Run run, ByteBuf bytes) {
        pass(owner.passing(run, bytes));
    }

    /** Tells that these frames were dropped, where the door can. */
    void gap(Gap gap) {
        ByteBuf note = owner.gapNote(gap);
        if (note != null) {
            pass(note);
        }
    }

    void flush() {
        dirty = false;
        if (!closed) {
            turn.write();
            metrics.bytesSent(turn.takeWritten());
            out.flush();
            if (turnFull) {
                turnFull = false;
                writabilityChanged();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** By how much the bound would be exceeded if so many bytes more waited. */
    int excess(int bytes) {
        return waitingBytes() + bytes - bounds.bytes();
    }

    /** Drops what has waited longest in this, so that a run more may wait. */
    void makeRoom(Backlog one, Run run, ByteBuf shared) {
        int tooMany = one.messages() + run.frames().size() - bounds.messages();
        int excess = excess(shared.readableBytes());
        if (excess > 0 || tooMany > 0) {
            one.drop(excess, tooMany);
            checkGaps(one);
        }
    }

    /** Frames of too many topics are missed: ends who is told of all, forgets for others what is oldest. */
    void checkGaps(Backlog one) {
        if (one.gaps() <= bounds.gapTopics()) {
            return;
        }
        if (owner.isToldAllGaps()) {
            owner.tooSlow();
        } else {
            one.forgetGaps(bounds.gapTopics());
        }
    }

    private Backlog backlog() {
        if (backlog == null) {
            backlog = new Backlog(metrics);
        }
        return backlog;
    }

    /** Whether the channel is writable, and still would be with what this turn has given it. */
    private boolean takesMore() {
        Channel channel = out.channel();
        int given = turn.bytes();
        boolean takes = given == 0 ? channel.isWritable() : given < channel.bytesBeforeUnwritable();
        turnFull |= !takes && given > 0;
        return takes;
    }

    private void flushLater() {
        if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        }
    }

    private void writeLater(ByteBuf bytes) {
        dropFrames(excess(bytes.readableBytes()));
        if (closed) {
            bytes.release();
        } else if (waitingBytes() > bounds.bytes()) {
            bytes.release();
            metrics.dropped(DropReason.SLOW_CONSUMER, 1);
            owner.tooSlow();
        } else {
            backlog().add(bytes);
            reading.pause(Reading.Cause.ANSWERS_WAIT);
        }
    }

    private void dropFrames(int excess) {
        if (frames != null) {
            frames.drop(excess);
        }
    }
}
