package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Share;
import io.rialto.contract.channel.ShareMember;
import io.rialto.contract.id.ShareName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A session's membership in a share group at one home of it. What comes while the member takes nothing goes back, in
 * rounds: whatever was on its way when it paused is returned, so that nothing overtakes it. Confined to the connection's
 * context.
 */
final class Membership implements Share {
    private final MemberId id;
    private final ShareName name;
    private final Home home;
    private final ShareMember member;
    private final ShareReports.Gathering reports;
    /** Taken with QoS 2 and not acknowledged: the client may have it, thus nobody else gets it (MQTT-4.8.2-5). */
    private final Set<Long> bound = new HashSet<>(0);

    private int unacknowledged;
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
        return unacknowledged > 0;
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
        unacknowledged += count;
        bind(one, run);
        int taken = member.take(run, one.first(), this);
        if (taken < count) {
            paused = true;
            unacknowledged -= count - taken;
            for (long ticket = one.first() + taken; ticket <= one.last() && !bound.isEmpty(); ticket++) {
                bound.remove(ticket);
            }
            reports.tell(home, Report.returned(id, name, round, one.first() + taken, one.last()));
        }
    }

    /** Before it is taken, since it may be done with at once. */
    private void bind(HandOver one, Run run) {
        if (member.qos() == 2) {
            for (int i = 0; i < run.frames().size(); i++) {
                if (run.frames().get(i).qos() == 2) {
                    bound.add(one.first() + i);
                }
            }
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
        if (unacknowledged == 0) {
            leave();
            return true;
        }
        reports.tell(home, Report.retired(id, name));
        return false;
    }

    /** The session is over: what it took belongs to somebody else. */
    void leave() {
        reports.tell(home, Report.left(id, name, bound.stream().map(Ticket::new).toList()));
    }

    @Override
    public void done(long ticket) {
        unacknowledged--;
        if (!bound.isEmpty()) {
            bound.remove(ticket);
        }
        reports.tell(home, Report.done(id, name, ticket, ticket));
        if (retired && unacknowledged == 0) {
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
