package io.rialto.testing;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notes every frame it is offered. */
public final class FakeSubscriber implements Subscriber {
    private final List<Gap> gaps = new CopyOnWriteArrayList<>();
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private volatile Consumer<Run> onOffer = run -> {};

    /** What happens at every offer. */
    public FakeSubscriber onOffer(Consumer<Run> reaction) {
        onOffer = reaction;
        return this;
    }

    public List<Run> runs() {
        return runs;
    }

    public List<Frame> frames() {
        return frames;
    }

    /** What the frames say, stored ones in brackets. */
    public List<String> texts() {
        return frames.stream().map(FakeSubscriber::text).toList();
    }

    @Override
    public void offer(Run run) {
        runs.add(run);
        frames.addAll(run.frames());
        onOffer.accept(run);
    }

    @Override
    public void missed(Gap gap) {
        gaps.add(gap);
    }

    public List<Gap> gaps() {
        return gaps;
    }

    @Override
    public Object owner() {
        return this;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    private static String text(Frame frame) {
        String text = new String(frame.content().bytes(), StandardCharsets.UTF_8);
        return frame.stored() ? "[" + text + "]" : text;
    }
}
