package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What waits for one connection, in order, with the gaps of the runs that were dropped. Owns what waits: a run is let go
 * when it is taken out, dropped or the connection closes. Confined to the connection's event loop.
 */
final class Backlog {
    /** {@code run} is null where the bytes must not be lost. */
    private record Waiting(ByteBuf bytes, Run run) {
        int messages() {
            return run == null ? 0 : run.frames().size();
        }

        void letGo() {
            if (run != null) {
                run.release();
            }
        }
    }

    private final DoorMetrics metrics;
    private final Deque<Waiting> waiting = new ArrayDeque<>(0);
    private final Gaps gaps = new Gaps();
    private int bytes;
    private int messages;
    private long stuckSince;

    Backlog(DoorMetrics metrics) {
        this.metrics = metrics;
    }

    /** Whether nothing waits, not even a gap to be told. */
    boolean isEmpty() {
        return waiting.isEmpty() && gaps.isEmpty();
    }

    /** Whether bytes wait. */
    boolean hasNext() {
        return !waiting.isEmpty();
    }

    /** Payload bytes of the run that is next; 0 where none is. */
    int nextPayload() {
        Waiting next = waiting.peek();
        return next == null || next.run() == null ? 0 : next.run().bytes();
    }

    /** Bytes that wait. */
    int bytes() {
        return bytes;
    }

    /** Messages of runs that wait. */
    int messages() {
        return messages;
    }

    /** How many topics have a gap to be told. */
    int gaps() {
        return gaps.size();
    }

    /** Forgets the oldest gaps, so that those of so many topics at most are left to be told. */
    void forgetGaps(int topics) {
        while (gaps.size() > topics) {
            gaps.takeOldest();
        }
    }

    /** Takes over bytes that must not be lost. */
    void add(ByteBuf one) {
        add(new Waiting(one, null));
    }

    /** Takes over the bytes of a run, which may be dropped. */
    void add(Run run, ByteBuf encoded) {
        add(new Waiting(encoded, run.retain()));
    }

    /** Takes the next out, the gap before it too, which pass to the socket. */
    void passNext(OutboundQueue out) {
        Waiting next = waiting.poll();
        count(-next.bytes().readableBytes());
        messages -= next.messages();
        stuckSince = waiting.isEmpty() ? 0 : Loop.now();
        if (next.run() == null) {
            out.pass(next.bytes());
        } else {
            gaps.takeBefore(next.run()).forEach(out::gap);
            out.pass(next.run(), next.bytes());
        }
        next.letGo();
    }

    /** Takes all gaps out. */
    void passGaps(OutboundQueue out) {
        for (List<Gap> oldest = gaps.takeOldest(); !oldest.isEmpty(); oldest = gaps.takeOldest()) {
            oldest.forEach(out::gap);
        }
    }

    /** Drops the runs that have waited longest, until so many bytes and so many messages less wait, or no run does. */
    void drop(int excess, int tooMany) {
        int target = bytes - Math.max(0, excess);
        int left = messages - Math.max(0, tooMany);
        Iterator<Waiting> oldest = waiting.iterator();
        while ((bytes > target || messages > left) && oldest.hasNext()) {
            Waiting one = oldest.next();
            if (one.run() != null) {
                oldest.remove();
                count(-one.bytes().readableBytes());
                messages -= one.messages();
                missed(one.run());
                one.bytes().release();
                one.letGo();
            }
        }
    }

    /** Whether nothing has gone out for so long while something waits. */
    boolean isStuck(long now, long millis) {
        return stuckSince != 0 && now - stuckSince > millis;
    }

    /** Frees everything. Idempotent. */
    void close() {
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            one.bytes().release();
            one.letGo();
        }
        gaps.clear();
        stuckSince = 0;
        count(-bytes);
        messages = 0;
    }

    private void add(Waiting one) {
        waiting.add(one);
        count(one.bytes().readableBytes());
        messages += one.messages();
        if (stuckSince == 0) {
            stuckSince = Loop.now();
        }
    }

    private void missed(Run run) {
        Frame last = run.frames().get(run.frames().size() - 1);
        long from = run.frames().get(0).seq();
        long to = last.seq();
        metrics.dropped(DropReason.SLOW_CONSUMER, to - from + 1);
        gaps.note(new Gap(run.topic(), run.epoch(), from, to, Gap.Cause.SLOW_CONSUMER));
    }

    private void count(int more) {
        bytes += more;
        metrics.waiting(more);
    }
}
