package io.rialto.adapter.testing;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Share;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.vertx.core.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A share group with one member, as its door sees it: hands over what the test wants, notes what it is told. */
public final class FakeShare implements Share {
    private final Context context;
    private final ChannelCommand.JoinShare join;
    private final AtomicLong tickets = new AtomicLong();
    private final List<String> told = new CopyOnWriteArrayList<>();

    FakeShare(Context context, ChannelCommand.JoinShare join) {
        this.context = context;
        this.join = join;
    }

    /** What was asked for. */
    public ChannelCommand.JoinShare join() {
        return join;
    }

    /** What the member told, and how many it took of each run: {@code took 2}, {@code done 1}, {@code pause}, {@code ready}. */
    public List<String> told() {
        return told;
    }

    /** Hands over frames with these texts as one run, each with a ticket unless they are delivered with QoS 0. */
    public void hand(String topic, int qos, String... texts) {
        hand(topic, qos, false, texts);
    }

    /** The same, published to be retained where this is wanted. */
    public void hand(String topic, int qos, boolean retain, String... texts) {
        context.runOnContext(now -> {
            boolean kept = Math.min(qos, join.member().qos()) > 0;
            long first = kept ? tickets.get() + 1 : 0;
            tickets.addAndGet(kept ? texts.length : 0);
            List<Frame> frames = new ArrayList<>();
            for (String text : texts) {
                frames.add(new Frame(
                        frames.size() + 1,
                        0,
                        new AccountId("server"),
                        Content.untyped(text.getBytes(StandardCharsets.UTF_8)),
                        qos,
                        retain,
                        false,
                        System.currentTimeMillis(),
                        Long.MAX_VALUE));
            }
            Run run = new Run(topic, FakeChannels.EPOCH, frames);
            told.add("took " + join.member().take(run, first, this));
            run.release();
        });
    }

    @Override
    public void done(long ticket) {
        told.add("done " + ticket);
    }

    @Override
    public void pause() {
        told.add("pause");
    }

    @Override
    public void ready() {
        told.add("ready");
    }
}
