package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.OutboundQueue;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Frames to subscriptions with QoS 1 or 2: as many under way as the client takes, the rest waits here as runs, bounded in
 * bytes and frames. Beyond that those with QoS 0 are dropped, oldest first, with the gap reported; where the others alone
 * are too much the client is sent away (0x97), for nothing that has QoS 1 or 2 is lost in a session that goes on. Nothing
 * is sent twice on one connection. Confined to the connection's event loop.
 */
final class OutboundWindow {
    private static final int CHUNK_BYTES = 65_536;

    private final Link link;
    private final FrameEncoder encoder;
    private final PacketIds ids;
    private final UntoldGaps gaps;
    /** Null until something has had to wait: most clients take everything at once. */
    private WaitingRuns waiting;

    private boolean closed;

    OutboundWindow(Link link, FrameEncoder encoder, PacketIds ids, UntoldGaps gaps) {
        this.link = link;
        this.encoder = encoder;
        this.ids = ids;
        this.gaps = gaps;
    }

    /** Frames that wait for the client to acknowledge others. */
    int waitingFrames() {
        return waiting == null ? 0 : waiting.frames();
    }

    /** How many bytes those take. */
    long waitingBytes() {
        return waiting == null ? 0 : waiting.bytes();
    }

    /** Takes a run for a subscription. */
    void offer(Run run, Granted granted) {
        boolean free = isEmpty() && link.queue().isOpen();
        if (!free || !encoder.takesShared(run, granted) || !sendShared(run, granted)) {
            enqueue(run, granted);
            pump();
        }
    }

    /** Sends what waits, as far as client and socket take it. */
    void pump() {
        while (!isEmpty() && link.queue().isOpen()) {
            WaitingRuns.Waiting next = waiting.peek();
            boolean progress = send(next);
            if (next.left() == 0) {
                waiting.remove(next);
            } else if (!progress) {
                return;
            }
        }
    }

    /** Forgets everything, takes nothing more. Idempotent. */
    void close() {
        closed = true;
        if (waiting != null) {
            waiting.clear();
        }
    }

    private boolean isEmpty() {
        return waiting == null || waiting.isEmpty();
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
        if (closed) {
            return;
        }
        if (waiting == null) {
            waiting = new WaitingRuns();
        }
        if (granted.takesAll(run, link.session())) {
            keep(run, granted);
        } else {
            keepSome(run, granted);
        }
    }

    private void keepSome(Run run, Granted granted) {
        List<Frame> mine = run.frames().stream()
                .filter(frame -> granted.takes(frame, link.session()))
                .toList();
        if (!mine.isEmpty()) {
            Run part = run.part(mine);
            try {
                keep(part, granted);
            } finally {
                part.release();
            }
        }
    }

    /** As with answers, a run is taken whole where what waits is within the bounds. */
    private void keep(Run run, Granted granted) {
        OutboundQueue.Bounds bounds = link.door().doors().bounds();
        makeRoom(bounds, run);
        boolean full = waiting.bytes() > bounds.bytes() || waiting.frames() >= bounds.messages();
        waiting.add(run, granted);
        if (full) {
            refuse(run);
        }
    }

    /** Nothing but what must not be lost waited before this run, and that is too much already. */
    private void refuse(Run run) {
        int before = waiting.frames() - run.frames().size();
        while (waiting.peekLossy() != null) {
            drop(waiting.peekLossy());
        }
        if (waiting.frames() > before) {
            link.door().metrics().dropped(DropReason.SLOW_CONSUMER, waiting.keptFrames());
            close();
            link.queue().giveUp();
        }
    }

    /** Drops what may be lost, oldest first, until this run fits. */
    private void makeRoom(OutboundQueue.Bounds bounds, Run run) {
        while (waiting.peekLossy() != null && isTooMuchWith(bounds, run)) {
            drop(waiting.peekLossy());
        }
    }

    private boolean isTooMuchWith(OutboundQueue.Bounds bounds, Run run) {
        return waiting.bytes() + WaitingRuns.bytes(run) > bounds.bytes()
                || waiting.frames() + run.frames().size() > bounds.messages();
    }

    private void drop(WaitingRuns.Waiting oldest) {
        Run run = oldest.run();
        link.door().metrics().dropped(DropReason.SLOW_CONSUMER, oldest.left());
        gaps.note(new Gap(
                run.topic(),
                run.epoch(),
                oldest.next().seq(),
                run.frames().get(run.frames().size() - 1).seq(),
                Gap.Cause.SLOW_CONSUMER));
        waiting.remove(oldest);
    }

    /** Writes the next frames of a run in one buffer; false where nothing could be written. */
    private boolean send(WaitingRuns.Waiting next) {
        int before = next.left();
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer();
        append(next, out);
        if (out.isReadable()) {
            link.queue().write(gaps.told(next.run(), out));
        } else {
            out.release();
        }
        return next.left() < before;
    }

    private void append(WaitingRuns.Waiting next, ByteBuf out) {
        Run run = next.run();
        byte[] topic = run.topic().getBytes(StandardCharsets.UTF_8);
        while (next.left() > 0 && out.readableBytes() < CHUNK_BYTES) {
            Frame frame = next.next();
            int qos = next.granted().format().qos(frame);
            if (qos > 0 && ids.free() == 0) {
                return;
            }
            next.advance();
            OutgoingPublish publish = encoder.publish(run, frame, topic, next.granted());
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
}
