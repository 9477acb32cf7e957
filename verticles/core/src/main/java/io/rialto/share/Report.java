package io.rialto.share;

import io.rialto.contract.id.ShareName;
import io.rialto.post.MemberId;
import java.util.List;

/**
 * What a member tells its group.
 *
 * @param round how often it had been ready when it was handed what this is about
 * @param from the first ticket that this is about
 * @param to the last one
 * @param bound the tickets that stay with it though it leaves: sent with QoS 2 (MQTT-4.8.2-5)
 */
record Report(MemberId member, ShareName name, Kind kind, int round, long from, long to, List<Ticket> bound) {
    /** What it tells. */
    enum Kind {
        /** These need nobody any more. */
        DONE,
        /** These were not taken, nor will more be; where {@code to} is less than {@code from} it had taken all. */
        RETURNED,
        /** In this round it takes more; {@code to} is the last ticket it has seen. */
        READY,
        /** It is about to be a member where the group is served now, for all members will be. */
        MOVES,
        /** It takes nothing more, but finishes what it has (MQTT-3.10.4-3). */
        RETIRED,
        /** It is no member any more: what it has not acknowledged is somebody else's. */
        LEFT
    }

    static Report done(MemberId member, ShareName name, long from, long to) {
        return new Report(member, name, Kind.DONE, 0, from, to, List.of());
    }

    static Report returned(MemberId member, ShareName name, int round, long from, long to) {
        return new Report(member, name, Kind.RETURNED, round, from, to, List.of());
    }

    static Report ready(MemberId member, ShareName name, int round, long seen) {
        return new Report(member, name, Kind.READY, round, seen, seen, List.of());
    }

    static Report moves(MemberId member, ShareName name) {
        return new Report(member, name, Kind.MOVES, 0, 0, 0, List.of());
    }

    static Report retired(MemberId member, ShareName name) {
        return new Report(member, name, Kind.RETIRED, 0, 0, 0, List.of());
    }

    static Report left(MemberId member, ShareName name, List<Ticket> bound) {
        return new Report(member, name, Kind.LEFT, 0, 0, 0, bound);
    }

    /** Both in one, where the other goes on where this ends; else null. */
    Report with(Report next) {
        boolean goesOn = kind == Kind.DONE && next.kind == Kind.DONE && next.from == to + 1;
        return goesOn && next.member.equals(member) && next.name.equals(name)
                ? done(member, name, from, next.to)
                : null;
    }
}
