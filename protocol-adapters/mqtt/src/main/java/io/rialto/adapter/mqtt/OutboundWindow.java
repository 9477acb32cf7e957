package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.OutboundQueue;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Frames to subscriptions with QoS 1 or 2: as many under way as the client takes, the rest waits here as runs, bounded in
 * bytes; the oldest are dropped, with the gap reported. Nothing is sent twice on one connection. Confined to the
 * connection's event loop.
 */
final class OutboundWindow {
    private static final int FRAME_BYTES = 64;
    private static final int CHUNK_BYTES = 65_536;

    private static final class Waiting {
        private final Run run;
        private final Granted granted;
        private int sent;

        Waiting(Run run, Granted granted) {
            this.run = run;
            this.granted = granted;
        }
    }

    private final Link link;
    private final FrameEncoder encoder;
    private final PacketIds ids;
    private final UntoldGaps gaps;
    private final Deque<Waiting> waiting = new ArrayDeque<>(0);
    private long waitingBytes;
    private int waitingFrames;

    OutboundWindow(Link link, FrameEncoder encoder, PacketIds ids, UntoldGaps gaps) {
        this.link = link;
        this.encoder = encoder;
        this.ids = ids;
        this.gaps = gaps;
    }

    /** Frames that wait for the client to acknowledge others. */
    int waitingFrames() {
        return waitingFrames;
    }

    /** How many bytes those take. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** Takes a run for a subscription. */
    void offer(Run run, Granted granted) {
        boolean free = waiting.isEmpty() && link.queue().isOpen();
        if (!free || !encoder.takesShared(run, granted) || !sendShared(run, granted)) {
            enqueue(run, granted);
            pump();
        }
    }

    /** Sends what waits, as far as client and socket take it. */
    void pump() {
        while (!waiting.isEmpty() && link.queue().isOpen()) {
            Waiting next = waiting.peek();
            boolean progress = send(next);
            if (next.sent == next.run.frames().size()) {
                forget(waiting.poll());
            } else if (!progress) {
                return;
            }
        }
    }

    /** Forgets everything. Idempotent. */
    void close() {
        waiting.forEach(one -> one.run.release());
        waiting.clear();
        waitingBytes = 0;
        waitingFrames = 0;
    }

    private boolean sendShared(Run run, Granted granted) {
        ByteBuf shared = run.encoded(granted.format());
        int bytes = shared.readableBytes();
        boolean enough = run.frames().size() <= ids.free() || PacketIds.count(shared) <= ids.free();
        if (!enough || !link.client().takes(bytes)) {
            return false;
        }
        if (granted.format().isQos0(run)) {
            link.queue().offer(run, shared);
        } else {
            ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(bytes);
            copy.writeBytes(shared, shared.readerIndex(), bytes);
            ids.patch(copy);
            link.queue().write(gaps.told(run, copy));
            count(run, granted);
        }
        return true;
    }

    private void enqueue(Run run, Granted granted) {
        while (!waiting.isEmpty() && isTooMuchWith(run)) {
            drop(waiting.poll());
        }
        waiting.add(new Waiting(run.retain(), granted));
        waitingBytes += bytes(run);
        waitingFrames += run.frames().size();
    }

    private boolean isTooMuchWith(Run run) {
        OutboundQueue.Bounds bounds = link.door().doors().bounds();
        return waitingBytes + bytes(run) > bounds.bytes()
                || waitingFrames + run.frames().size() > bounds.messages();
    }

    private void drop(Waiting oldest) {
        List<Frame> frames = oldest.run.frames();
        link.door().metrics().dropped(DropReason.SLOW_CONSUMER, frames.size() - oldest.sent);
        gaps.note(new Gap(
                oldest.run.topic(),
                oldest.run.epoch(),
                frames.get(oldest.sent).seq(),
                frames.get(frames.size() - 1).seq(),
                Gap.Cause.SLOW_CONSUMER));
        forget(oldest);
    }

    private void forget(Waiting one) {
        waitingBytes -= bytes(one.run);
        waitingFrames -= one.run.frames().size();
        one.run.release();
    }

    /** Writes the next frames of a run in one buffer; false where nothing could be written. */
    private boolean send(Waiting next) {
        int before = next.sent;
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer();
        append(next, out);
        if (out.isReadable()) {
            link.queue().write(gaps.told(next.run, out));
        } else {
            out.release();
        }
        return next.sent > before;
    }

    private void append(Waiting next, ByteBuf out) {
        byte[] topic = next.run.topic().getBytes(StandardCharsets.UTF_8);
        List<Frame> frames = next.run.frames();
        while (next.sent < frames.size() && out.readableBytes() < CHUNK_BYTES) {
            Frame frame = frames.get(next.sent);
            int qos = next.granted.format().qos(frame);
            if (qos > 0 && ids.free() == 0) {
                return;
            }
            next.sent++;
            OutgoingPublish publish = encoder.publish(next.run, frame, topic, next.granted);
            if (publish != null) {
                publish.write(out, qos == 0 ? 0 : ids.take(qos, 0));
                count(qos);
            }
        }
    }

    private void count(Run run, Granted granted) {
        for (int i = 0; i < run.frames().size(); i++) {
            count(granted.format().qos(run.frames().get(i)));
        }
    }

    private void count(int qos) {
        if (qos > 0) {
            link.door().traffic().publishSent(qos);
        }
    }

    private static long bytes(Run run) {
        return run.bytes() + (long) FRAME_BYTES * run.frames().size();
    }
}
