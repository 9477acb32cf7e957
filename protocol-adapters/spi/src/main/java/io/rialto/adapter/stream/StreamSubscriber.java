package io.rialto.adapter.stream;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * All subscriptions of one session in one stream room: while one of them is being answered frames wait, so that they
 * follow the answer. Confined to the connection's event loop.
 */
public final class StreamSubscriber implements Subscriber {
    private static final int MAX_WAITING = 256;

    private final Subscriber out;
    private final Deque<Run> waiting = new ArrayDeque<>(0);
    private int unanswered;
    private boolean closed;

    /** Passes on to {@code out}. */
    public StreamSubscriber(Subscriber out) {
        this.out = out;
    }

    /** From now on frames wait for an answer. */
    public void hold() {
        unanswered++;
    }

    /** The answer is written. */
    public void goOn() {
        unanswered--;
        if (unanswered == 0) {
            passWaiting();
        }
    }

    /** Nothing is passed on any more. Idempotent. */
    public void close() {
        closed = true;
        waiting.forEach(Run::release);
        waiting.clear();
    }

    /** Too many waiting runs go out before the answer: late order is better than loss. */
    @Override
    public void offer(Run run) {
        if (closed) {
            return;
        }
        if (waiting.size() >= MAX_WAITING) {
            passWaiting();
        }
        if (unanswered > 0) {
            waiting.add(run.retain());
        } else {
            out.offer(run);
        }
    }

    /** Told at once: nothing that waits here is in it. */
    @Override
    public void missed(Gap gap) {
        if (!closed) {
            passWaiting();
            out.missed(gap);
        }
    }

    @Override
    public Object owner() {
        return out.owner();
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    private void passWaiting() {
        for (Run run = waiting.poll(); run != null; run = waiting.poll()) {
            out.offer(run);
            run.release();
        }
    }
}
