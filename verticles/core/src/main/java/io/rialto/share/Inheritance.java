package io.rialto.share;

import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.post.MemberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * What a group has from its lost home while its members may still say what of it they have: that stays with them. Confined
 * to its shard.
 */
final class Inheritance {
    /** Of a member, on whichever node. */
    record Claimed(Claim claim, Join by, Seat seat) {
        /** The same, acknowledged since. */
        Claimed settled() {
            return new Claimed(claim.settled(), by, seat);
        }
    }

    /** Who takes what it has. */
    @FunctionalInterface
    interface Adoption {
        void adopt(Claimed claimed, Item item);
    }

    private record Left(Item item, boolean handed) {}

    private final Adoption adoption;
    private final int most;
    private final Map<Place, Left> left = new LinkedHashMap<>();
    /** What was claimed before this home knew that the other is lost. */
    private final Map<Place, Claimed> claimed = new HashMap<>();

    /** Remembers at most so many claims. */
    Inheritance(int most, Adoption adoption) {
        this.most = most;
        this.adoption = adoption;
    }

    /** A message is inherited; {@code handed} where somebody may have it with QoS 2. */
    void add(Item item, boolean handed) {
        Claimed by = claimed.remove(Place.of(item));
        if (by != null) {
            adoption.adopt(by, item);
        } else {
            left.put(Place.of(item), new Left(item, handed));
        }
    }

    /** A member has this one. */
    void claim(Claimed by) {
        Left had = left.remove(by.claim().place());
        if (had != null) {
            adoption.adopt(by, had.item());
        } else if (claimed.size() < most) {
            claimed.put(by.claim().place(), by);
        }
    }

    /** What a member that is not known here tells of what it has claimed of a home that may not be known as lost yet. */
    void hear(Report report) {
        switch (report.kind()) {
            case DONE -> settle(report.member(), ticket -> report.from() <= ticket && ticket <= report.to());
            case LEFT -> {
                settle(report.member(), ticket -> report.bound().contains(new Ticket(ticket)));
                claimed.values().removeIf(one -> isOpen(one) && isOf(one, report.member()));
            }
            case RETURNED, READY, MOVES, RETIRED -> {
                // Nothing of that is about what it has.
            }
        }
    }

    private void settle(MemberId member, LongPredicate tickets) {
        claimed.replaceAll(
                (place, one) -> isOf(one, member) && tickets.test(one.claim().ticket()) ? one.settled() : one);
    }

    private static boolean isOf(Claimed one, MemberId member) {
        return one.claim().member().equals(member);
    }

    private static boolean isOpen(Claimed one) {
        return !one.claim().done();
    }

    /** A node is gone, with its members: what they have not acknowledged they have no more. */
    void nodeGone(NodeId node) {
        claimed.values()
                .removeIf(one -> isOpen(one)
                        && one.seat() instanceof RemoteSeat remote
                        && remote.node().equals(node));
    }

    /** What nobody has claimed, nor can have got with QoS 2; from then on it is no part of this. */
    List<Item> unclaimed() {
        List<Item> items = left.values().stream()
                .filter(one -> !one.handed())
                .map(Left::item)
                .toList();
        left.values().removeIf(one -> !one.handed());
        return items;
    }

    /** What somebody that is gone may have got with QoS 2; from then on it is no part of this. */
    List<Item> unknown() {
        List<Item> items = left.values().stream().map(Left::item).toList();
        left.clear();
        return items;
    }

    /** Everything that is left, for the group's standby. */
    List<Copy> copies() {
        List<Copy> copies = new ArrayList<>();
        left.values().forEach(one -> copies.add(Copy.of(one.item(), one.handed())));
        return copies;
    }
}
