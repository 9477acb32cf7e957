package io.rialto.adapter.thrift;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client in one virtual room. Frames wait until the subscription is answered, so that they follow the answer. The
 * client's own frames come back to it like any other, in their place: so it is in TIM. Confined to the connection's
 * event loop.
 */
final class VroomSubscriber implements Subscriber {
    private static final int MAX_WAITING = 256;

    private final Line line;
    private final Deque<Run> waiting = new ArrayDeque<>(0);
    private StreamForm form;
    private boolean closed;
    private int asked;

    VroomSubscriber(Line line) {
        this.line = line;
    }

    /** A subscription is asked for, once more perhaps before the first answer. */
    void asked() {
        asked++;
    }

    /** One of them is answered, in whatever way. */
    void answered() {
        asked--;
    }

    /** Whether a subscription has been answered, or is asked for still. */
    boolean isWanted() {
        return isOpen() || asked > 0;
    }

    /** Whether a subscription has been answered. */
    boolean isOpen() {
        return form != null;
    }

    /** A subscription has been answered: from now on frames go out, in this form. */
    void open(StreamForm chosen) {
        form = chosen;
        for (Run run = waiting.poll(); run != null; run = waiting.poll()) {
            line.offer(run, form);
            run.release();
        }
    }

    /** Nothing is passed on any more. Idempotent. */
    void close() {
        closed = true;
        waiting.forEach(Run::release);
        waiting.clear();
    }

    @Override
    public void offer(Run run) {
        if (closed) {
            return;
        }
        if (isOpen()) {
            line.offer(run, form);
        } else {
            hold(run);
        }
    }

    /** TIM has no word for it; how many a lost relay took with it nobody knows. */
    @Override
    public void missed(Gap gap) {
        if (!closed && gap.to() != Gap.UNKNOWN) {
            line.lost((int) (gap.to() - gap.from() + 1));
        }
    }

    @Override
    public Object owner() {
        return this;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    private void hold(Run run) {
        waiting.add(run.retain());
        if (waiting.size() > MAX_WAITING) {
            Run oldest = waiting.poll();
            line.lost(oldest.frames().size());
            oldest.release();
        }
    }
}
