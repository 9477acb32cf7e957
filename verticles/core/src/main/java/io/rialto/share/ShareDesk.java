package io.rialto.share;

import io.rialto.access.Denial;
import io.rialto.access.SessionRights;
import io.rialto.bus.Address;
import io.rialto.bus.Caller;
import io.rialto.cluster.Home;
import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.channel.ShareMember;
import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.command.ChannelCommand.LeaveShare;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.ShareName;
import io.rialto.post.HandOver;
import io.rialto.post.MemberId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The share groups that one session is a member of. Confined to the connection's context. */
public final class ShareDesk {
    private static final long AGAIN_MILLIS = 200;

    /** A membership as it was asked for, at the home that the group has now. */
    private record Place(Membership now, ShareKey key) {}

    private final Caller caller;
    private final SessionRights rights;
    private final BooleanSupplier durable;
    private final Vertx vertx;
    private final ShareReports.Gathering reports;
    private final Map<ShareName, Place> places = new HashMap<>(2);
    /** Retired: what was taken is acknowledged where it came from. */
    private final List<Membership> earlier = new ArrayList<>(0);

    private long numbers;
    private boolean closed;

    /**
     * The desk of a session that is a member of nothing yet.
     *
     * @param durable whether something of it outlives its connection
     */
    public ShareDesk(
            Caller caller, SessionRights rights, ShareReports.Gathering reports, BooleanSupplier durable, Vertx vertx) {
        this.caller = caller;
        this.rights = rights;
        this.reports = reports;
        this.durable = durable;
        this.vertx = vertx;
    }

    /** Joins a group; answered when nothing that is published from then on is missed. */
    public Future<Done> join(JoinShare command) {
        Denial denial = rights.subscribe(command.name().filter());
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        Place known = places.get(command.name());
        if (known != null && known.now().member() != command.member()) {
            retire(known.now());
            known = null;
        }
        if (known != null) {
            Place changed = new Place(known.now(), command.key());
            Place old = known;
            return ask(command.name(), changed).onSuccess(done -> places.replace(command.name(), old, changed));
        }
        Place place = new Place(begin(command.name(), command.member()), command.key());
        places.put(command.name(), place);
        return ask(command.name(), place).onFailure(refused -> forget(command.name(), place.now()));
    }

    /** Leaves a group. */
    public void leave(LeaveShare command) {
        Place place = places.remove(command.name());
        if (place != null) {
            retire(place.now());
        }
    }

    /** Takes what a group hands over. */
    public void take(HandOver one) {
        Place place = places.get(one.name());
        if (place != null && place.now().id().equals(one.member())) {
            place.now().take(one);
            return;
        }
        for (Membership old : earlier) {
            if (old.id().equals(one.member())) {
                old.take(one);
                return;
            }
        }
    }

    /** What the session may not read any more it shares no more. */
    public void rightsChanged() {
        List.copyOf(places.keySet()).stream()
                .filter(name -> rights.subscribe(name.filter()) != null)
                .forEach(name -> leave(new LeaveShare(name)));
    }

    /** The members of the cluster have changed: groups may be served elsewhere, or have been forgotten. */
    public void homesMoved() {
        List.copyOf(places.keySet()).forEach(this::again);
        earlier.removeIf(old -> !old.isOwing());
        followLost();
    }

    /** What was taken from a home that is lost is the business of the one that the group has now. */
    private void followLost() {
        List<Home> all = caller.placement().all();
        earlier.stream().filter(old -> !all.contains(old.home())).forEach(old -> old.follow(homeOf(old.name())));
    }

    /** The session is over. */
    public void close() {
        closed = true;
        earlier.stream().filter(Membership::isOwing).forEach(Membership::leave);
        places.values().forEach(place -> place.now().leave());
        places.clear();
        earlier.clear();
    }

    private void again(ShareName name) {
        Place place = places.get(name);
        if (place == null) {
            return;
        }
        if (!place.now().home().equals(homeOf(name))) {
            Membership old = place.now();
            old.move();
            retire(old);
            boolean lost = !caller.placement().all().contains(old.home());
            followLost();
            place = new Place(begin(name, old.member()), place.key());
            place.now().former(lost ? old : old.former());
            places.put(name, place);
        }
        Membership asked = place.now();
        ask(name, place)
                .onSuccess(done -> asked.former(null))
                .onFailure(failure -> vertx.setTimer(AGAIN_MILLIS, timer -> askAgain(name, asked)));
    }

    private void askAgain(ShareName name, Membership asked) {
        Place place = places.get(name);
        if (!closed && place != null && place.now() == asked) {
            again(name);
        }
    }

    private void retire(Membership old) {
        earlier.removeIf(one -> !one.isOwing());
        if (!old.retire()) {
            earlier.add(old);
        }
    }

    private Membership begin(ShareName name, ShareMember member) {
        MemberId id = new MemberId(caller.seat().info().id(), ++numbers);
        return new Membership(id, name, homeOf(name), member, reports);
    }

    private Future<Done> ask(ShareName name, Place place) {
        Membership now = place.now();
        Join join = new Join(
                now.id(),
                name,
                now.member().qos(),
                now.member().window(),
                place.key(),
                durable.getAsBoolean(),
                claims(now));
        return caller.ask(Address.SHARES, now.home(), join);
    }

    private List<Claim> claims(Membership now) {
        Set<Membership> lost = new HashSet<>(4);
        earlier.stream()
                .filter(old -> old.name().equals(now.name()) && old.home().equals(now.home()))
                .forEach(lost::add);
        if (now.former() != null) {
            lost.add(now.former());
        }
        return Claims.of(lost);
    }

    private void forget(ShareName name, Membership membership) {
        Place place = places.get(name);
        if (place != null && place.now() == membership) {
            places.remove(name);
            membership.leave();
        }
    }

    private Home homeOf(ShareName name) {
        return caller.placement().of(name.account());
    }
}
