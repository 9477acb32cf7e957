package io.rialto.share;

import io.rialto.bus.Seat;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.ShareName;
import io.rialto.post.HandOver;
import io.rialto.post.MemberId;
import io.rialto.share.Inheritance.Claimed;
import io.rialto.share.ShareFigures.Loss;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One share group at its home (MQTT 5 §4.8.2): a subscriber like any other, which gives each frame to one of its members.
 * What a member does not take, or has not acknowledged when it leaves, goes to another; when the group is served elsewhere
 * all that goes there. Confined to its shard.
 */
final class ShareGroup implements Subscriber {
    private static final int TICKET_BITS = 20;

    private final ShareName name;
    private final ShareLimits limits;
    private final ShareFigures figures;
    private final Handouts handouts;
    private final Roster roster = new Roster();
    private final Turns turns;
    private final GroupQueue queue = new GroupQueue();
    private final StandbyLine line;
    private final Dealer dealer;
    private final Succession succession;
    private final Crossing crossing;
    /** Null where nothing comes from a lost home. */
    private Inheritance inheritance;

    private boolean resting;
    private long position;

    /**
     * One without members.
     *
     * @param line tells what is unsettled to whoever takes over where this node is lost
     * @param successions makes what passes on what waits here
     */
    ShareGroup(
            ShareName name,
            ShareLimits limits,
            ShareFigures figures,
            Handouts handouts,
            StandbyLine line,
            Function<Waiting, Succession> successions) {
        this.name = name;
        this.limits = limits;
        this.figures = figures;
        this.handouts = handouts;
        this.line = line;
        this.turns = new Turns(name, limits);
        this.dealer = new Dealer(limits, figures, new Dealer.Parts(roster, turns, queue, line), this::gives);
        this.succession = successions.apply(dealer.waiting());
        this.crossing = new Crossing(limits);
        figures.group(1);
    }

    ShareName name() {
        return name;
    }

    /** Whether members are given anything here now. */
    private boolean gives() {
        return !succession.isDue() && !resting;
    }

    /** Whether it has nothing to do here any more: no members, or it is served elsewhere and has passed on everything. */
    boolean isOver() {
        if (resting) {
            return false;
        }
        return succession.isDue()
                ? succession.isOver() && roster.isDone()
                : roster.members().isEmpty() && !crossing.isHeld();
    }

    /** Whether it needs no subscription any more, since its next home has one. */
    boolean isQuiet() {
        return succession.isQuiet();
    }

    /** From now on the same frame may come from another home as well. */
    void expectTwice() {
        crossing.expectTwice();
    }

    /** The group is served there now, here where that is null: what is left goes there, members finish what they have. */
    void servedAt(Home next) {
        boolean moves = next != null && !succession.isDue();
        boolean returns = next == null && succession.isDue();
        if (moves || returns) {
            crossing.expectTwice();
            crossing.hold();
        }
        succession.to(next);
        roster.forgetLate();
        if (moves) {
            rested();
            roster.members().forEach(one -> one.own().take().forEach(dealer.waiting()::add));
            leaveQueue();
        }
        drain();
    }

    /** Its next home reads the queue from now on. */
    private void leaveQueue() {
        if (queue.now() != null) {
            queue.leave().forEach(dealer.waiting()::add);
            dealer.waiting().dropQueued();
        }
    }

    /** An earlier home passes on what it has. */
    void takeOver(List<Passed> messages) {
        crossing.expectTwice();
        crossing.hold();
        for (Passed one : messages) {
            if (crossing.isNew(one.topic(), one.epoch(), one.frame())) {
                dealer.bring(new Item(position++, one.topic(), one.epoch(), one.frame(), null));
            }
        }
        figures.takenOver(messages.size());
        drain();
    }

    /**
     * The home before this one is lost, this had stood with it. What its members have of that stays theirs; until they have
     * said so, see {@link #rested}, the group gives nothing.
     */
    void inherit(List<Copy> copies) {
        crossing.expectTwice();
        crossing.hold();
        resting = true;
        int fresh = 0;
        for (Copy copy : copies) {
            if (crossing.isNew(copy.topic(), copy.epoch(), copy.frame())) {
                inheritance().add(new Item(position++, copy.topic(), copy.epoch(), copy.frame(), null), copy.handed());
                fresh++;
            }
        }
        figures.inherited(fresh);
        line.begin();
    }

    private Inheritance inheritance() {
        if (inheritance == null) {
            inheritance = new Inheritance(limits.messages(), this::adopt);
        }
        return inheritance;
    }

    /** A member has this one from the lost home, or has done with it. */
    private void adopt(Claimed claimed, Item item) {
        if (claimed.claim().done()) {
            dealer.settled(item);
            return;
        }
        MemberId id = claimed.claim().member();
        Taker member = roster.find(id);
        if (member == null) {
            member = taker(claimed.by().as(id), claimed.seat());
            roster.addRetired(member);
        }
        member.adopt(claimed.claim().ticket(), item);
        if (member.keepsOnce(item.frame())) {
            line.handed(item);
        }
    }

    /** Members have had time to say what they have from a lost home: the rest is anybody's. */
    void rested() {
        resting = false;
        if (inheritance != null) {
            inheritance.unclaimed().forEach(dealer::place);
            List<Item> unknown = inheritance.unknown();
            figures.lost(Loss.MEMBER_LOST, unknown.size());
            dealer.settled(unknown);
        }
        drain();
    }

    /** What is unsettled is told to this home; nobody where that is null. */
    void standby(Home home) {
        line.to(home, this::unsettled);
    }

    private List<Copy> unsettled() {
        List<Copy> copies = inheritance == null ? new ArrayList<>() : inheritance.copies();
        dealer.waiting().items().forEach(item -> cover(item, false, copies));
        for (Taker member : roster.all()) {
            member.own().items().forEach(item -> cover(item, false, copies));
            member.unacknowledged().forEach(item -> cover(item, member.keepsOnce(item.frame()), copies));
        }
        copies.sort(Comparator.comparingLong(Copy::position));
        return copies;
    }

    private static void cover(Item item, boolean handed, List<Copy> copies) {
        if (StandbyLine.covers(item)) {
            copies.add(Copy.of(item, handed));
        }
    }

    /** What members have not acknowledged is somebody else's, for this home ends; what they have with QoS 2 stays theirs. */
    void takeBack() {
        roster.all().forEach(one -> dealer.leave(one, one.exactlyOnce()));
        drain();
    }

    /** Something of what is passed on has changed. */
    void changed() {
        drain();
    }

    /** Every few seconds. */
    void look() {
        if (!succession.isDue() && crossing.endsWhenDue()) {
            inheritance = resting ? inheritance : null;
        }
        queue.lookAgain();
    }

    /** Somebody is a member, or says so again; {@code already} where it wants another order than there is. */
    void join(Join join, Seat seat) {
        if (join.key() != null) {
            turns.order(join.key());
        }
        if (succession.isDue()) {
            roster.late(join.member());
        }
        Taker known = roster.find(join.member());
        if (known == null) {
            roster.add(taker(join, seat));
            figures.member(1);
        } else {
            known.granted(join);
        }
        join.claims().forEach(claim -> inheritance().claim(new Claimed(claim, join, seat)));
        drain();
    }

    private Taker taker(Join join, Seat seat) {
        // Above all that another home, or this one before a restart, has given.
        long ticket = System.currentTimeMillis() << TICKET_BITS;
        return new Taker(join, seat, ticket, new Waiting(limits, figures, dealer::settled), handouts);
    }

    /** What a member tells; of unknown members only what they say of what a lost home gave them. */
    void hear(Report report) {
        Taker member = roster.find(report.member());
        if (member == null) {
            if (inheritance != null) {
                inheritance.hear(report);
            }
            return;
        }
        switch (report.kind()) {
            case DONE -> dealer.settled(member.done(report.from(), report.to()));
            case RETURNED -> dealer.again(member.returned(report.round(), report.from(), report.to()));
            case READY -> member.ready(report.round(), report.to());
            case MOVES -> crossing.hold();
            case RETIRED -> dealer.retire(member);
            case LEFT -> dealer.leave(member, report.bound());
        }
        drain();
    }

    /** A node is gone, with its members: what they may have got with QoS 2 nobody else gets. */
    void nodeGone(NodeId node) {
        for (Taker member : roster.all()) {
            if (node.equals(member.node())) {
                List<Ticket> unknown = member.exactlyOnce();
                figures.lost(Loss.MEMBER_LOST, unknown.size());
                dealer.leave(member, unknown);
            }
        }
        if (inheritance != null) {
            inheritance.nodeGone(node);
        }
        line.nodeGone(node);
        drain();
    }

    /** A link took nothing of this. */
    void notSent(HandOver lost) {
        Taker member = roster.find(lost.member());
        if (member == null) {
            return;
        }
        if (lost.first() == 0) {
            figures.lost(Loss.LINK_FULL, lost.run().frames().size());
        }
        dealer.again(member.notSent(lost));
        drain();
    }

    /** The link to a node takes frames again. */
    void drained(NodeId node) {
        roster.members().stream().filter(one -> node.equals(one.node())).forEach(Taker::linkDrained);
        drain();
    }

    /**
     * Nobody is a member any more, or the group is elsewhere: what waits is dropped.
     *
     * @return done when its durable queue stands in the store as it is left, where it has one
     */
    Future<Void> close() {
        line.over();
        roster.all().forEach(one -> dealer.leave(one, List.of()));
        List<Item> inherited = inheritance == null ? List.of() : inheritance.unclaimed();
        figures.lost(
                Loss.NO_MEMBER,
                inherited.size()
                        + dealer.waiting().take().stream()
                                .filter(one -> one.queued() == null)
                                .count());
        figures.group(-1);
        return queue.close();
    }

    /**
     * From now on messages of QoS 1 and 2 come from the group's durable queue; done when those that are published after it
     * do.
     *
     * @param made makes the queue, where there is none yet
     */
    Future<Void> durably(Supplier<ShareQueue> made) {
        return queue.open(made, this::fromQueue, this::live);
    }

    /** The group's durable queue; null where it has none. */
    ShareQueue queue() {
        return queue.now();
    }

    private void fromQueue(Queued item) {
        dealer.place(new Item(position++, item.topic(), item.epoch(), item.frame(), item));
        drain();
    }

    /** What was published before the queue took it over. */
    private void live(Item item) {
        dealer.bring(item);
        drain();
    }

    @Override
    public void offer(Run run) {
        for (int i = 0; i < run.frames().size(); i++) {
            take(run, run.frames().get(i));
        }
        dealer.flush(run);
        succession.pump();
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
        if (queue.now() != null && frame.qos() > 0) {
            queue.now().live(new Item(place, run.topic(), run.epoch(), frame, null));
        } else if (crossing.isNew(run.topic(), run.epoch(), frame) && !queue.isElsewhere(frame)) {
            dealer.deal(place, run, frame);
        }
    }

    /** What waits goes to whoever takes it, to the next home where there is one. */
    private void drain() {
        if (succession.isDue()) {
            succession.pump();
            dealer.flush(null);
        } else if (!resting) {
            dealer.drain();
        }
    }
}
