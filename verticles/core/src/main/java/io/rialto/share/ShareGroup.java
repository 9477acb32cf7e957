package io.rialto.share;

import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.ShareName;
import io.rialto.share.ShareFigures.Loss;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One share group at its home (MQTT 5 §4.8.2): a subscriber like any other, which gives each frame to one of its members.
 * Those take turns, whoever has less unacknowledged before the next; in an ordered group the frames of one key go to one
 * member. What a member does not take, or has not acknowledged when it leaves, goes to another. Confined to its shard.
 */
final class ShareGroup implements Subscriber {
    private static final int TICKET_BITS = 20;

    private final ShareName name;
    private final ShareLimits limits;
    private final ShareFigures figures;
    private final Handouts handouts;
    private final List<Taker> members = new ArrayList<>(2);
    /** Those that take nothing more, but have not acknowledged everything. */
    private final List<Taker> retired = new ArrayList<>(0);
    /** Those that were given something that has not left. */
    private final List<Taker> given = new ArrayList<>(2);

    private final Waiting waiting;
    private final Keys keys;
    /** Null where no message outlives this home. */
    private ShareQueue queue;
    /** Null where any member may get any frame. */
    private ShareKey order;

    private int next;
    private long position;

    ShareGroup(ShareName name, ShareLimits limits, ShareFigures figures, Handouts handouts) {
        this.name = name;
        this.limits = limits;
        this.figures = figures;
        this.handouts = handouts;
        this.waiting = new Waiting(limits, figures, this::settled);
        this.keys = new Keys(limits.keys());
        this.order = limits.ordered().get(name.group());
        figures.group(1);
    }

    ShareName name() {
        return name;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Somebody is a member, or says so again; {@code already} where it wants another order than there is. */
    void join(Join join, Seat seat) {
        if (join.key() != null) {
            order(join.key());
        }
        Taker known = find(join.member());
        if (known == null) {
            // Above all that another home, or this one before a restart, has given.
            long ticket = System.currentTimeMillis() << TICKET_BITS;
            members.add(new Taker(join, seat, ticket, new Waiting(limits, figures, this::settled), handouts));
            figures.member(1);
        } else {
            known.granted(join);
        }
        drain();
    }

    private void order(ShareKey key) {
        if (order == null) {
            order = key;
        } else if (!order.equals(key)) {
            throw new GatewayException(ErrorCode.ALREADY, name + " is ordered by " + order + ", not by " + key);
        }
    }

    /** What a member tells; of unknown members nothing counts. */
    void hear(Report report) {
        Taker member = find(report.member());
        if (member == null) {
            return;
        }
        switch (report.kind()) {
            case DONE -> settled(member.done(report.from(), report.to()));
            case RETURNED -> again(member.returned(report.round(), report.from(), report.to()));
            case READY -> member.ready(report.round(), report.to());
            case RETIRED -> retire(member);
            case LEFT -> leave(member, report.bound());
        }
        drain();
    }

    /** A node is gone, with its members: what they may have got with QoS 2 nobody else gets. */
    void nodeGone(NodeId node) {
        for (Taker member : all()) {
            if (node.equals(member.node())) {
                List<Ticket> unknown = member.exactlyOnce();
                figures.lost(Loss.MEMBER_LOST, unknown.size());
                leave(member, unknown);
            }
        }
        drain();
    }

    /** A link took nothing of this. */
    void notSent(HandOver lost) {
        Taker member = find(lost.member());
        if (member == null) {
            return;
        }
        if (lost.first() == 0) {
            figures.lost(Loss.LINK_FULL, lost.run().frames().size());
        }
        again(member.notSent(lost));
        drain();
    }

    /** The link to a node takes frames again. */
    void drained(NodeId node) {
        members.stream().filter(one -> node.equals(one.node())).forEach(Taker::linkDrained);
        drain();
    }

    /**
     * Nobody is a member any more, or the group is elsewhere: what waits is dropped.
     *
     * @return done when its durable queue stands in the store as it is left, where it has one
     */
    Future<Void> close() {
        all().forEach(one -> leave(one, List.of()));
        figures.lost(
                Loss.NO_MEMBER,
                waiting.take().stream().filter(one -> one.queued() == null).count());
        figures.group(-1);
        return queue == null ? Future.succeededFuture() : queue.close();
    }

    /**
     * From now on messages of QoS 1 and 2 come from the group's durable queue; done when those that are published after it
     * do.
     *
     * @param made makes the queue, where there is none yet
     */
    Future<Void> durably(Supplier<ShareQueue> made) {
        if (queue == null) {
            queue = made.get();
        }
        ShareQueue mine = queue;
        return mine.open(this::fromQueue, this::live).onFailure(failure -> {
            if (queue == mine) {
                queue = null;
            }
        });
    }

    /** The group's durable queue; null where it has none. */
    ShareQueue queue() {
        return queue;
    }

    private void fromQueue(Queued item) {
        place(new Item(position++, item.topic(), item.epoch(), item.frame(), item));
        drain();
    }

    /** What was published before the queue took it over. */
    private void live(Item item) {
        place(item);
        drain();
    }

    private void settled(List<Item> items) {
        items.forEach(this::settled);
    }

    /** It is nobody's any more. */
    private void settled(Item item) {
        if (item.queued() != null && queue != null) {
            queue.done(item.queued());
        }
    }

    @Override
    public void offer(Run run) {
        for (int i = 0; i < run.frames().size(); i++) {
            take(run, run.frames().get(i));
        }
        flush(run);
    }

    /** A member cannot be told: nobody knows whose frames they would have been. */
    @Override
    public void missed(Gap gap) {
        // Counted where they were dropped.
    }

    @Override
    public Object owner() {
        return this;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    private void take(Run run, Frame frame) {
        long place = position++;
        if (queue != null && frame.qos() > 0) {
            queue.live(new Item(place, run.topic(), run.epoch(), frame, null));
            return;
        }
        Taker member = waiting.isEmpty() && !members.isEmpty() ? memberFor(run.topic(), frame) : null;
        if (member == null || !lane(member).isEmpty() || !member.takes(frame)) {
            lane(member).add(new Item(place, run.topic(), run.epoch(), frame, null));
        } else if (member.keeps(frame)) {
            note(member);
            member.give(new Item(place, run.topic(), run.epoch(), frame, null));
        } else {
            note(member);
            member.give(run.topic(), run.epoch(), frame);
        }
    }

    private void give(Taker member, Item item) {
        note(member);
        if (member.keeps(item.frame())) {
            member.give(item);
        } else {
            member.give(item.topic(), item.epoch(), item.frame());
        }
    }

    private void note(Taker member) {
        figures.handed(1);
        if (!member.hasBatch()) {
            given.add(member);
        }
    }

    /** Where frames wait that are for this member; for any where it is null. */
    private Waiting lane(Taker member) {
        return member == null || order == null ? waiting : member.own();
    }

    /** Who is to get a frame; null where nobody takes it now. */
    private Taker memberFor(String topic, Frame frame) {
        return order == null ? inTurn(frame) : keys.of(order.of(topic, frame.content()), members);
    }

    /** The next one that takes it, unless the one behind has less to do. */
    private Taker inTurn(Frame frame) {
        int count = members.size();
        int best = -1;
        for (int i = 0; i < count; i++) {
            int at = (next + i) % count;
            Taker member = members.get(at);
            if (member.takes(frame)) {
                if (best >= 0) {
                    best = member.load() < members.get(best).load() ? at : best;
                    break;
                }
                best = at;
                if (member.load() == 0) {
                    break;
                }
            }
        }
        if (best < 0) {
            return null;
        }
        next = (best + 1) % count;
        return members.get(best);
    }

    /** Frames that somebody had are brought to somebody else. */
    private void again(List<Item> items) {
        figures.again(items.size());
        items.forEach(this::place);
    }

    private void place(Item item) {
        Taker member = order == null || members.isEmpty() ? null : memberFor(item.topic(), item.frame());
        lane(member).add(item);
    }

    private void leave(Taker member, List<Ticket> bound) {
        retire(member);
        retired.remove(member);
        List<Item> over = member.bound(bound);
        again(member.leave());
        settled(over); // behind: the queue gives newer ones for these
    }

    private void retire(Taker member) {
        if (members.remove(member)) {
            keys.forget(member);
            figures.member(-1);
            retired.add(member);
            again(member.own().take());
        }
    }

    private List<Taker> all() {
        List<Taker> all = new ArrayList<>(members);
        all.addAll(retired);
        return all;
    }

    /** What waits goes to whoever takes it. */
    private void drain() {
        long now = System.currentTimeMillis();
        if (order == null) {
            drainAny(now);
        } else if (!members.isEmpty()) {
            waiting.take().forEach(this::place); // since the group was not ordered, or nobody was there
            members.forEach(member -> drain(member, now));
        }
        flush(null);
    }

    private void drainAny(long now) {
        for (Item item = waiting.first(now); item != null; item = waiting.first(now)) {
            Taker member = inTurn(item.frame());
            if (member == null) {
                return;
            }
            waiting.remove(item);
            give(member, item);
        }
    }

    private void drain(Taker member, long now) {
        for (Item item = member.own().first(now);
                item != null && member.takes(item.frame());
                item = member.own().first(now)) {
            member.own().remove(item);
            give(member, item);
        }
    }

    private void flush(Run all) {
        for (int i = 0; i < given.size(); i++) {
            given.get(i).flush(all);
        }
        given.clear();
    }

    private Taker find(MemberId id) {
        Taker member = find(id, members);
        return member == null ? find(id, retired) : member;
    }

    private static Taker find(MemberId id, List<Taker> among) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i).id().equals(id)) {
                return among.get(i);
            }
        }
        return null;
    }
}
