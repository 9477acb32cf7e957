package io.rialto.contract.channel;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The frames of one channel that leave together: what its home took in one turn of its loop, shared by all loops, all
 * subscribers. Encoded at most once per wire format. Counted: whoever hands it to another thread or keeps it retains it,
 * whoever is done releases it; the last release frees the encodings, then tells who waits for it.
 */
public final class Run {
    private record Encoding(WireFormat format, ByteBuf bytes, Encoding next) {}

    private static final VarHandle OWNERS;
    private static final VarHandle ENCODINGS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OWNERS = lookup.findVarHandle(Run.class, "owners", int.class);
            ENCODINGS = lookup.findVarHandle(Run.class, "encodings", Encoding.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String topic;
    private final long epoch;
    private final List<Frame> frames;
    private final long sessionBits;
    private final int bytes;
    private final int pieces;
    private final boolean repeating;
    private final Runnable onReleased;
    // Handles instead of atomic objects: there is a run for every channel and turn.
    private volatile int owners = 1;
    private volatile Encoding encodings;

    /** A run of at least one frame, in order of sequence; owned by the caller. */
    public Run(String topic, long epoch, List<Frame> frames) {
        this(topic, epoch, frames, null);
    }

    /**
     * A run that somebody waits for.
     *
     * @param onReleased runs once, at the last release, on the thread that makes it; must not throw. Null: nobody waits
     */
    public Run(String topic, long epoch, List<Frame> frames, Runnable onReleased) {
        this.topic = topic;
        this.epoch = epoch;
        this.frames = List.copyOf(frames);
        long bits = 0;
        int size = 0;
        int parts = 0;
        boolean repeats = false;
        for (int i = 0; i < this.frames.size(); i++) {
            Frame frame = this.frames.get(i);
            bits |= bitOf(frame.session());
            size += frame.content().bytes().length;
            parts += frame.lane() != null && frame.lane().piece() != null ? 1 : 0;
            repeats |= frame.lane() != null && frame.lane().repeated();
        }
        this.sessionBits = bits;
        this.bytes = size;
        this.pieces = parts;
        this.repeating = repeats;
        this.onReleased = onReleased;
    }

    /** Some of its frames as a run of their own, owned by the caller; who waits for this run waits for that one too. */
    public Run part(List<Frame> some) {
        return new Run(topic, epoch, some, onReleased == null ? null : retain()::release);
    }

    /** The channel's topic. */
    public String topic() {
        return topic;
    }

    /** The incarnation of the channel's home that gave the sequences. */
    public long epoch() {
        return epoch;
    }

    /** The frames, in order of sequence. */
    public List<Frame> frames() {
        return frames;
    }

    /** Payload bytes of all frames together. */
    public int bytes() {
        return bytes;
    }

    /** Whether somebody waits until its last owner lets it go. */
    public boolean isAwaited() {
        return onReleased != null;
    }

    /** How many of the frames are pieces of larger payloads. */
    public int pieces() {
        return pieces;
    }

    /** Whether some of the frames were heard before, see {@link LanePart#repeated}. */
    public boolean isRepeating() {
        return repeating;
    }

    /** Whether some frame may be of this session; never false where one is. */
    public boolean mayBeFrom(long session) {
        return session != 0 && (sessionBits & bitOf(session)) != 0;
    }

    /**
     * The whole run in one wire format, one flat buffer. It belongs to the run: write {@code retainedDuplicate()} of it
     * while holding the run.
     */
    public ByteBuf encoded(WireFormat format) {
        for (Encoding e = encodings; e != null; e = e.next()) {
            if (e.format() == format) {
                return e.bytes();
            }
        }
        return encode(format);
    }

    /** One more owner. */
    public Run retain() {
        OWNERS.getAndAdd(this, 1);
        return this;
    }

    /** One owner less; the last one frees the encodings, then tells who waits. */
    public void release() {
        if ((int) OWNERS.getAndAdd(this, -1) == 1) {
            for (Encoding e = (Encoding) ENCODINGS.getAndSet(this, null); e != null; e = e.next()) {
                e.bytes().release();
            }
            if (onReleased != null) {
                onReleased.run();
            }
        }
    }

    /** Whether its last owner has let it go. From any thread. */
    public boolean isReleased() {
        return owners <= 0;
    }

    private ByteBuf encode(WireFormat format) {
        ByteBuf mine = format.encode(this);
        for (; ; ) {
            Encoding head = encodings;
            for (Encoding e = head; e != null; e = e.next()) {
                if (e.format() == format) {
                    mine.release();
                    return e.bytes();
                }
            }
            if (ENCODINGS.compareAndSet(this, head, new Encoding(format, mine, head))) {
                return mine;
            }
        }
    }

    private static long bitOf(long session) {
        return session == 0 ? 0 : 1L << (session & 63);
    }
}
