package io.rialto.adapter;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A subscriber that remembers what it was offered, and how often it was merged. */
final class RecordingSubscriber implements Subscriber {
    private final Object owner;
    private final int merged;
    private final List<String> offered;

    RecordingSubscriber(Object owner) {
        this(owner, 1, new CopyOnWriteArrayList<>());
    }

    private RecordingSubscriber(Object owner, int merged, List<String> offered) {
        this.owner = owner;
        this.merged = merged;
        this.offered = offered;
    }

    @Override
    public void offer(Run run) {
        offered.add(run.topic() + " " + run.frames().get(0).seq());
    }

    @Override
    public void missed(Gap gap) {
        offered.add(gap.topic() + " " + gap.from() + "-" + gap.to() + " " + gap.cause());
    }

    @Override
    public Object owner() {
        return owner;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return new RecordingSubscriber(owner, merged + 1, offered);
    }

    List<String> offered() {
        return offered;
    }

    int merged() {
        return merged;
    }
}
