package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Share;
import io.rialto.contract.channel.ShareMember;
import io.rialto.contract.id.ShareName;
import io.rialto.post.HandOver;
import io.rialto.post.MemberId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session's membership in a share group at one home of it. What comes while the member takes nothing goes back, in
 * rounds: whatever was on its way when it paused is returned, so that nothing overtakes it. Confined to the connection's
 * context.
 */
final class Membership implements Share {
    private record Held(Place place, int qos) {}

    private record Done(long ticket, Place place) {}

    private final MemberId id;
    private final ShareName name;
    private final ShareMember member;
    private final ShareReports.Gathering reports;
    /** Taken and not acknowledged, by ticket. */
    private final Map<Long, Held> held = new LinkedHashMap<>();

    /** What was acknowledged last: as many as could be on their way to a home that is lost. */
    private final Deque<Done> lately = new ArrayDeque<>();

    private Home home;
    /** What the session was at a home that is lost, until the next one knows; else null. */
    private Membership former;

    private int round;
    private boolean paused;
    private boolean retired;
    private long seen;

    Membership(MemberId id, ShareName name, Home home, ShareMember member, ShareReports.Gathering reports) {
        this.id = id;
        this.name = name;
        this.home = home;
        this.member = member;
        this.reports = reports;
    }

    ShareName name() {
        return name;
    }

    MemberId id() {
        return id;
    }

    Home home() {
        return home;
    }

    ShareMember member() {
        return member;
    }

    /** Whether something that was taken is not acknowledged. */
    boolean isOwing() {
        return !held.isEmpty();
    }

    /** The home is lost: whatever has become of what was taken is told to this one, which may have it from that. */
    void follow(Home next) {
        home = next;
    }

    /** What the group's next home has to know when this one's home is lost. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>(held.size() + lately.size());
        held.forEach((ticket, one) -> claims.add(claim(ticket, one.place(), false)));
        lately.descendingIterator().forEachRemaining(one -> claims.add(claim(one.ticket(), one.place(), true)));
        return claims;
    }

    private Claim claim(long ticket, Place place, boolean done) {
        return new Claim(id, ticket, place.topic(), place.epoch(), place.seq(), done);
    }

    /** What the session was at a home that is lost; null where nobody needs to know. */
    Membership former() {
        return former;
    }

    /** It begins where this one's home was lost, null when the new home knows all of that one. */
    void former(Membership lost) {
        former = lost;
    }

    /** Takes what the group hands over; the run stays the caller's. */
    void take(HandOver one) {
        Run run = one.run();
        if (one.first() == 0) {
            if (!retired) {
                member.take(run, 0, this);
            }
            return;
        }
        seen = one.last();
        if (paused || one.round() != round) {
            reports.tell(home, Report.returned(id, name, one.round(), one.first(), one.last()));
        } else {
            offer(one, run);
        }
    }

    private void offer(HandOver one, Run run) {
        int count = run.frames().size();
        hold(one, run);
        int taken = member.take(run, one.first(), this);
        if (taken < count) {
            paused = true;
            for (long ticket = one.first() + taken; ticket <= one.last(); ticket++) {
                held.remove(ticket);
            }
            reports.tell(home, Report.returned(id, name, round, one.first() + taken, one.last()));
        }
    }

    /** Before it is taken, since it may be done with at once. */
    private void hold(HandOver one, Run run) {
        for (int i = 0; i < run.frames().size(); i++) {
            Frame frame = run.frames().get(i);
            Place place = Place.of(run.topic(), run.epoch(), frame);
            held.put(one.first() + i, new Held(place, Math.min(frame.qos(), member.qos())));
        }
    }

    /** The group is served elsewhere now. */
    void move() {
        reports.tell(home, Report.moves(id, name));
    }

    /** It takes nothing more, and is over when everything that it took is acknowledged; whether it is over now. */
    boolean retire() {
        retired = true;
        paused = true;
        if (held.isEmpty()) {
            leave();
            return true;
        }
        reports.tell(home, Report.retired(id, name));
        return false;
    }

    /** The session is over: what it took belongs to somebody else. */
    void leave() {
        List<Ticket> bound = new ArrayList<>(0);
        held.forEach((ticket, one) -> {
            if (one.qos() == 2) {
                bound.add(new Ticket(ticket)); // the client may have it, thus nobody else gets it (MQTT-4.8.2-5)
            }
        });
        reports.tell(home, Report.left(id, name, bound));
    }

    @Override
    public void done(long ticket) {
        Held one = held.remove(ticket);
        if (one != null) {
            lately.add(new Done(ticket, one.place()));
            if (lately.size() > member.window()) {
                lately.remove();
            }
        }
        reports.tell(home, Report.done(id, name, ticket, ticket));
        if (retired && held.isEmpty()) {
            leave();
        }
    }

    @Override
    public void pause() {
        if (!paused) {
            paused = true;
            reports.tell(home, Report.returned(id, name, round, 0, -1));
        }
    }

    @Override
    public void ready() {
        if (paused && !retired) {
            paused = false;
            round++;
            reports.tell(home, Report.ready(id, name, round, seen));
        }
    }

    @Override
    public String toString() {
        return name + " at " + home + ", " + List.of(id);
    }
}
