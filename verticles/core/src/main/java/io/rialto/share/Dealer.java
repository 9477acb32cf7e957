package io.rialto.share;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Deals the frames of a share group to its members: whose turn it is gets one if it takes it; what nobody takes waits, comes
 * back from members, is settled. Confined to its shard.
 */
final class Dealer {
    /**
     * What it deals with.
     *
     * @param queue where durable messages are settled
     * @param line is told what is settled, what waits, what members have
     */
    record Parts(Roster roster, Turns turns, GroupQueue queue, StandbyLine line) {}

    private final ShareFigures figures;
    private final Roster roster;
    private final Turns turns;
    private final GroupQueue queue;
    private final StandbyLine line;
    private final BooleanSupplier open;
    private final Waiting waiting;
    /** Those that were given something that has not left. */
    private final List<Taker> given = new ArrayList<>(2);

    /** @param open whether members may be given anything now */
    Dealer(ShareLimits limits, ShareFigures figures, Parts parts, BooleanSupplier open) {
        this.figures = figures;
        this.roster = parts.roster();
        this.turns = parts.turns();
        this.queue = parts.queue();
        this.line = parts.line();
        this.open = open;
        this.waiting = new Waiting(limits, figures, this::settled);
    }

    /** What waits for any member. */
    Waiting waiting() {
        return waiting;
    }

    /** A frame of this run is given to a member, or waits at this place. */
    void deal(long place, Run run, Frame frame) {
        Taker member = waiting.isEmpty() && gives() ? turns.memberFor(run.topic(), frame, roster.members()) : null;
        if (member == null || !lane(member).isEmpty() || !member.takes(frame)) {
            Item item = new Item(place, run.topic(), run.epoch(), frame, null);
            line.keep(item);
            lane(member).add(item);
        } else if (member.keeps(frame)) {
            Item item = new Item(place, run.topic(), run.epoch(), frame, null);
            line.keep(item);
            give(member, item);
        } else {
            note(member);
            member.give(run.topic(), run.epoch(), frame);
        }
    }

    private void give(Taker member, Item item) {
        note(member);
        if (member.keeps(item.frame())) {
            member.give(item);
            if (member.keepsOnce(item.frame())) {
                line.handed(item);
            }
        } else {
            member.give(item.topic(), item.epoch(), item.frame());
            settled(item);
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
        return member == null || !turns.isOrdered() ? waiting : member.own();
    }

    /** Whether there is anybody to whom something may be given here. */
    private boolean gives() {
        return !roster.members().isEmpty() && open.getAsBoolean();
    }

    /** Frames that somebody had are brought to somebody else. */
    void again(List<Item> items) {
        figures.again(items.size());
        for (Item item : items) {
            if (item.frame().qos() == 2) {
                line.keep(item); // nobody has it any more
            }
            place(item);
        }
    }

    /** A message comes, not from members. */
    void bring(Item item) {
        line.keep(item);
        place(item);
    }

    /** It goes where it waits for whoever is to have it. */
    void place(Item item) {
        if (item.queued() != null && queue.now() == null) {
            return; // the next home has it from there
        }
        Taker member =
                turns.isOrdered() && gives() ? turns.memberFor(item.topic(), item.frame(), roster.members()) : null;
        lane(member).add(item);
    }

    /** Nothing more is heard of a member: it has what is {@code bound}, what else it was given goes to somebody else. */
    void leave(Taker member, List<Ticket> bound) {
        retire(member);
        roster.forget(member);
        List<Item> over = member.bound(bound);
        again(member.leave());
        settled(over); // behind: the queue gives newer ones for these
    }

    /** It is no member any more, but may go on acknowledging what it has. */
    void retire(Taker member) {
        if (roster.retire(member)) {
            turns.forget(member);
            figures.member(-1);
            again(member.own().take());
        }
    }

    void settled(List<Item> items) {
        items.forEach(this::settled);
    }

    /** It is nobody's any more. */
    void settled(Item item) {
        if (item.queued() == null) {
            line.settled(item);
        } else {
            queue.done(item.queued());
        }
    }

    /** What waits goes to whoever takes it. */
    void drain() {
        long now = System.currentTimeMillis();
        if (!turns.isOrdered()) {
            drainAny(now);
        } else if (!roster.members().isEmpty()) {
            waiting.take().forEach(this::place); // since the group was not ordered, or nobody was there
            roster.members().forEach(member -> drain(member, now));
        }
        flush(null);
    }

    private void drainAny(long now) {
        for (Item item = waiting.first(now); item != null; item = waiting.first(now)) {
            Taker member = turns.inTurn(item.frame(), roster.members());
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

    /** What members were given leaves, as parts of this run where it is not null. */
    void flush(Run all) {
        for (int i = 0; i < given.size(); i++) {
            given.get(i).flush(all);
        }
        given.clear();
    }
}
