package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.TrafficClass;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Frames of one class that travel together. Owns their bytes until it is encoded or given up; {@link #release()} may be
 * called by whoever is through with it, more than once.
 *
 * <p>On the wire: length of the rest (4), link (8), class (1), sequence (8), number of frames (2), then each frame as
 * service (1), length (4), bytes.
 */
public final class Batch {
    static final int HEAD = 8 + 1 + 8 + 2;
    static final int FRAME_HEAD = 1 + 4;

    private static final TrafficClass[] CLASSES = TrafficClass.values();

    private final long link;
    private final TrafficClass traffic;
    private final long sequence;
    private final List<Frame> frames;
    private final AtomicBoolean released = new AtomicBoolean();

    Batch(long link, TrafficClass traffic, long sequence, List<Frame> frames) {
        this.link = link;
        this.traffic = traffic;
        this.sequence = sequence;
        this.frames = frames;
    }

    /** What opens a way: no frames, before the first that has some. */
    static Batch probe(long link, TrafficClass traffic) {
        return new Batch(link, traffic, 0, List.of());
    }

    long link() {
        return link;
    }

    TrafficClass traffic() {
        return traffic;
    }

    /** Its place among the batches of its link and class; the probe has 0. */
    long sequence() {
        return sequence;
    }

    List<Frame> frames() {
        return frames;
    }

    /** Bytes on the wire, without the length itself. */
    public int size() {
        int size = HEAD;
        for (Frame frame : frames) {
            size += FRAME_HEAD + frame.bytes().readableBytes();
        }
        return size;
    }

    /** Appends it, with its length before it: the one copy on the way out. The frames' bytes are not consumed. */
    public void encode(Buffer out) {
        out.appendInt(size()).appendLong(link).appendByte((byte) traffic.number());
        out.appendLong(sequence).appendUnsignedShort(frames.size());
        for (Frame frame : frames) {
            out.appendByte((byte) frame.service()).appendInt(frame.bytes().readableBytes());
            out.appendBuffer(BufferInternal.buffer(frame.bytes()));
        }
    }

    /**
     * Reads what stands behind a length, without a copy: the frames are slices.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Batch decode(ByteBuf in) {
        require(in.readableBytes() >= HEAD);
        long link = in.readLong();
        int traffic = in.readByte();
        require(traffic >= 0 && traffic < CLASSES.length);
        long sequence = in.readLong();
        int count = in.readUnsignedShort();
        require((long) count * FRAME_HEAD <= in.readableBytes());
        List<Frame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            require(in.readableBytes() >= FRAME_HEAD);
            int service = in.readUnsignedByte();
            int length = in.readInt();
            require(length >= 0 && length <= in.readableBytes());
            frames.add(new Frame(service, in.readSlice(length)));
        }
        require(!in.isReadable());
        return new Batch(link, CLASSES[traffic], sequence, frames);
    }

    /** Gives the frames' bytes up, once however often it is called. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            frames.forEach(frame -> frame.bytes().release());
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not a batch");
        }
    }
}
