package io.rialto.share;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of the share groups of a node. Safe on any thread. */
public final class ShareFigures {
    /** Why a message of a share group reaches nobody. */
    enum Loss {
        /** Too many waited for a member that takes more. */
        SHARE_FULL,
        /** Its time was over before a member took it. */
        EXPIRED,
        /** The last member had gone. */
        NO_MEMBER,
        /** It was on its way with QoS 2 to a member whose node is lost: nobody knows whether it has it. */
        MEMBER_LOST,
        /** Of QoS 0, on its way to a node whose link took nothing. */
        LINK_FULL
    }

    private final Map<Loss, LongAdder> lost = new EnumMap<>(Loss.class);
    private final LongAdder groups = new LongAdder();
    private final LongAdder members = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder handed = new LongAdder();
    private final LongAdder again = new LongAdder();
    private final LongAdder takenOver = new LongAdder();
    private final LongAdder copies = new LongAdder();
    private final LongAdder uncovered = new LongAdder();
    private final LongAdder behind = new LongAdder();
    private final LongAdder inherited = new LongAdder();

    /** Those of a node, registered. */
    public ShareFigures(MeterRegistry meters) {
        for (Loss loss : Loss.values()) {
            LongAdder count = new LongAdder();
            lost.put(loss, count);
            FunctionCounter.builder("rialto.dropped", count, LongAdder::sum)
                    .tag("door", "shares")
                    .tag("reason", loss.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        Gauge.builder("rialto.shares.groups", groups, LongAdder::sum)
                .description("groups that this node serves")
                .register(meters);
        Gauge.builder("rialto.shares.members", members, LongAdder::sum)
                .description("members of groups that this node serves")
                .register(meters);
        Gauge.builder("rialto.shares.waiting", waiting, LongAdder::sum)
                .description("messages that no member takes now")
                .register(meters);
        FunctionCounter.builder("rialto.shares.handed", handed, LongAdder::sum)
                .description("messages handed to members")
                .register(meters);
        FunctionCounter.builder("rialto.shares.again", again, LongAdder::sum)
                .description("messages that went to another member, for the first did not take or acknowledge them")
                .register(meters);
        FunctionCounter.builder("rialto.shares.taken.over", takenOver, LongAdder::sum)
                .description("messages that earlier homes of groups passed on")
                .register(meters);
        Gauge.builder("rialto.shares.copies", copies, LongAdder::sum)
                .description(
                        "messages that groups on other nodes have and nobody has settled, should their node be lost")
                .register(meters);
        FunctionCounter.builder("rialto.shares.uncovered", uncovered, LongAdder::sum)
                .description("copies among these that were dropped since there were too many of a group")
                .register(meters);
        FunctionCounter.builder("rialto.shares.standby.behind", behind, LongAdder::sum)
                .description("words to standbys that a link did not take: they are said again")
                .register(meters);
        FunctionCounter.builder("rialto.shares.inherited", inherited, LongAdder::sum)
                .description("messages that were taken over from lost nodes")
                .register(meters);
    }

    void copies(int more) {
        copies.add(more);
    }

    void uncovered() {
        uncovered.increment();
    }

    void standbyBehind() {
        behind.increment();
    }

    void inherited(int messages) {
        inherited.add(messages);
    }

    void takenOver(int messages) {
        takenOver.add(messages);
    }

    void lost(Loss why, long messages) {
        lost.get(why).add(messages);
    }

    void group(int more) {
        groups.add(more);
    }

    void member(int more) {
        members.add(more);
    }

    void waiting(int more) {
        waiting.add(more);
    }

    void handed(int messages) {
        handed.add(messages);
    }

    void again(int messages) {
        again.add(messages);
    }
}
