package io.rialto.testing;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Share;
import io.rialto.contract.channel.ShareMember;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A member of a share group that notes what it takes, acknowledges it at once, or when the test says so, or never. */
public final class FakeShareMember implements ShareMember {
    private record Taken(Share share, long ticket) {}

    private final int qos;
    private final int window;
    private final boolean acknowledging;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<Integer> runs = new CopyOnWriteArrayList<>();
    /** Confined to the connection's context. */
    private final Deque<Taken> open = new ArrayDeque<>();

    private final AtomicInteger capacity = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Share last;

    private FakeShareMember(int qos, int window, boolean acknowledging) {
        this.qos = qos;
        this.window = window;
        this.acknowledging = acknowledging;
    }

    /** One that acknowledges at once. */
    public static FakeShareMember eager(int qos) {
        return new FakeShareMember(qos, 64, true);
    }

    /** One that acknowledges when it is told to. */
    public static FakeShareMember lazy(int qos, int window) {
        return new FakeShareMember(qos, window, false);
    }

    /** It takes so many frames more, then no more. */
    public FakeShareMember takingOnly(int frames) {
        capacity.set(frames);
        return this;
    }

    /** It takes so many more; on its client's context. */
    public void ready(Client client, int frames) {
        client.run(() -> {
            capacity.set(frames);
            last.ready();
        });
    }

    /** It takes nothing more; on its client's context. */
    public void pause(Client client) {
        client.run(() -> last.pause());
    }

    /** It acknowledges so many, the oldest first; on its client's context. */
    public void acknowledge(Client client, int frames) {
        client.run(() -> {
            for (int i = 0; i < frames; i++) {
                Taken taken = open.remove();
                taken.share().done(taken.ticket());
            }
        });
    }

    /** What it took, in order. */
    public List<String> texts() {
        return texts;
    }

    /** How many frames came in each hand-over. */
    public List<Integer> runs() {
        return runs;
    }

    @Override
    public int qos() {
        return qos;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public int take(Run run, long first, Share share) {
        last = share;
        runs.add(run.frames().size());
        int taken = 0;
        for (Frame frame : run.frames()) {
            if (first > 0 && capacity.get() == 0) {
                return taken;
            }
            capacity.decrementAndGet();
            texts.add(new String(frame.content().bytes(), StandardCharsets.UTF_8));
            if (first > 0 && acknowledging) {
                share.done(first + taken);
            } else if (first > 0) {
                open.add(new Taken(share, first + taken));
            }
            taken++;
        }
        return taken;
    }
}
