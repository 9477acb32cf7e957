package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The tree {@code $SYS} of this node: not a channel, nobody keeps it; who subscribes gets what the values are, then every
 * value that changes. Each node says its own. Published from one thread, read from any.
 */
final class SysTopics {
    static final String TREE = "$SYS/";

    private static final AccountId FROM = new AccountId("rialto");

    private final SysFigures figures;
    private final LocalFanout fanout;
    private volatile Map<String, String> values = Map.of();
    private final AtomicLong round = new AtomicLong();

    SysTopics(SysFigures figures, LocalFanout fanout) {
        this.figures = figures;
        this.fanout = fanout;
    }

    /** Whether a filter is about this tree. */
    static boolean is(String filter) {
        return filter.startsWith(TREE);
    }

    /** Takes the figures anew, publishes what has changed. */
    void publish() {
        Map<String, String> before = values;
        Map<String, String> now = figures.take();
        round.incrementAndGet();
        values = now;
        List<Run> changed = new ArrayList<>();
        now.forEach((topic, value) -> {
            if (!value.equals(before.get(topic))) {
                changed.add(run(topic, value, false));
            }
        });
        fanout.deliver(changed);
    }

    /** Gives a new subscription the values as they are. On the subscriber's loop. */
    void offer(String filter, Subscriber subscriber) {
        TopicTree<Boolean> wanted = new TopicTree<>();
        wanted.add(filter, true);
        values.forEach((topic, value) -> {
            if (!wanted.match(topic).isEmpty()) {
                Run run = run(topic, value, true);
                subscriber.offer(run);
                run.release();
            }
        });
    }

    private Run run(String topic, String value, boolean stored) {
        Content content = Content.text(value);
        long now = System.currentTimeMillis();
        return new Run(
                topic, 0, List.of(new Frame(round.get(), 0, FROM, content, 0, true, stored, now, Long.MAX_VALUE)));
    }
}
