package io.rialto.session;

import io.rialto.account.KeepTicket;
import io.rialto.account.SignOut;
import io.rialto.account.TicketShelf;
import io.rialto.account.UseTicket;
import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.InTurn;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.bus.Shard;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.bus.Tidings.NodeGone;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.session.Push;
import io.rialto.post.Registry;
import io.rialto.presence.Seen;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/**
 * The sessions of one shard of accounts: lets them in one after the other, sends rivals away first, ends them when their
 * token does. One instance per shard, confined to its context.
 */
public final class SessionVerticle extends VerticleBase {
    private static final long EXPIRY_CHECK_MILLIS = 1000;
    /** How long a session is known here that is served elsewhere: time to make itself known there. */
    private static final long ELSEWHERE_MILLIS = 2000;

    private final Bus bus;
    private final Home home;
    private final Placement placement;
    private final Registry registry;
    private final SessionPolicy policy;
    private final Takeovers takeovers;
    private final TicketShelf tickets = new TicketShelf();
    private final Epochs epochs = new Epochs();
    private final InTurn<Object> entrance = new InTurn<>();
    private final Expiries expiries = new Expiries();
    private final Newcomers newcomers = new Newcomers();

    private Departures departures;
    private boolean looksElsewhere;

    /** The shard at this home. */
    public SessionVerticle(Bus bus, Home home, Placement placement, Registry registry, SessionPolicy policy) {
        this.bus = bus;
        this.home = home;
        this.placement = placement;
        this.registry = registry;
        this.policy = policy;
        this.takeovers = new Takeovers(policy.takeovers(), policy.takeoverMillis());
    }

    @Override
    public Future<?> start() {
        departures = new Departures(vertx, this::left);
        vertx.setPeriodic(EXPIRY_CHECK_MILLIS, timer -> {
            endExpired();
            tickets.sweep(System.currentTimeMillis());
            epochs.sweep(System.currentTimeMillis());
            takeovers.sweep(System.currentTimeMillis());
        });
        return bus.receive(Address.SESSIONS, home, this::onMessage);
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        if (message instanceof Leave leave) {
            left(leave.session());
        } else if (message instanceof NodeGone gone) {
            nodeGone(gone.node());
        } else if (message instanceof HomesMoved) {
            homesMoved();
        } else if (((Ask<?, ?>) message).question() instanceof Enter enter) {
            Shard.answer((Ask<?, Done>) message, () -> inTurn(enter));
        } else if (((Ask<?, ?>) message).question() instanceof Present present) {
            present(present);
            ((Ask<?, Done>) message).answer().tryComplete(Done.DONE);
        } else if (((Ask<?, ?>) message).question() instanceof WhoIsThere asked) {
            ((Ask<?, SessionList>) message).answer().tryComplete(sessionsOf(asked.account()));
        } else if (((Ask<?, ?>) message).question() instanceof WhoIsOnline asked) {
            Shard.answer((Ask<?, SessionList>) message, () -> online(asked));
        } else if (((Ask<?, ?>) message).question() instanceof SignOut over) {
            Shard.answer((Ask<?, Done>) message, () -> signOut(over));
        } else {
            ticket((Ask<?, ?>) message);
        }
    }

    @SuppressWarnings("unchecked")
    private void ticket(Ask<?, ?> ask) {
        long now = System.currentTimeMillis();
        if (ask.question() instanceof KeepTicket keep) {
            tickets.keep(keep.number(), keep.account(), keep.epoch(), now + keep.ttlMillis());
            ((Ask<?, Done>) ask).answer().tryComplete(Done.DONE);
        } else if (ask.question() instanceof UseTicket use) {
            ((Ask<?, UseTicket.Used>) ask).answer().tryComplete(tickets.take(use.number(), now));
        } else {
            Shard.unknown(ask);
        }
    }

    private SessionList sessionsOf(AccountId account) {
        return new SessionList(registry.of(account).stream().map(Seat::info).toList());
    }

    /** All sessions of the node are looked through: not on this loop. */
    private Future<SessionList> online(WhoIsOnline asked) {
        OnlinePlace after = asked.account() == null ? null : new OnlinePlace(asked.account(), asked.session());
        return vertx.executeBlocking(() -> new SessionList(registry.page(after, asked.limit())), false);
    }

    private Future<Done> inTurn(Enter enter) {
        Seat session = enter.session();
        newcomers.asks(session);
        return entrance.run(policy.turn(session.info()), () -> enter(enter))
                .onComplete(answered -> newcomers.forget(session));
    }

    private Future<Done> enter(Enter enter) {
        if (!newcomers.isAwaited(enter.session())) {
            return Future.failedFuture(ConnectedSession.over());
        }
        AccountId account = enter.session().info().account();
        List<Seat> present = registry.of(account);
        List<SessionPolicy.Rival> rivals =
                policy.rivals(present, enter.session().info());
        if (policy.refuses(present, rivals)) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.LIMIT_REACHED, "too many devices of this account are signed in"));
        }
        boolean takes = rivals.stream().anyMatch(rival -> rival.reason() == Push.Reason.REPLACED);
        if (takes && !takeovers.mayTake(enter.session().info(), System.currentTimeMillis())) {
            return Future.failedFuture(new GatewayException(
                    ErrorCode.LIMIT_REACHED, "connections of this device send each other away, try again later"));
        }
        List<Future<Void>> gone = rivals.stream()
                .map(rival -> departures.sendAway(rival.session(), rival.reason()))
                .toList();
        newcomers.waits(account);
        return Future.all(gone).map(all -> admit(enter));
    }

    /** An epoch may have begun while it proved who it is, or waited for its rivals; whoever asked may be gone by now. */
    private Done admit(Enter enter) {
        Seat session = enter.session();
        AccountId account = session.info().account();
        newcomers.hasWaited(account);
        if (epochs.isOver(account, enter.epoch())) {
            offlineIfNobody(account);
            throw new GatewayException(ErrorCode.UNAUTHENTICATED, "the account was signed out just now, sign in anew");
        }
        if (!newcomers.isAwaited(session)) {
            offlineIfNobody(account);
            throw ConnectedSession.over();
        }
        boolean first = registry.of(account).isEmpty();
        add(session, enter.expiresAt());
        if (first) {
            bus.tell(Address.PRESENCE, home, new Seen(account, true));
        }
        return Done.DONE;
    }

    private void offlineIfNobody(AccountId account) {
        if (registry.of(account).isEmpty() && !newcomers.anyWaits(account)) {
            bus.tell(Address.PRESENCE, home, new Seen(account, false));
        }
    }

    /**
     * Its account may be served elsewhere by now: homes moved while it waited for its rivals, or its node did not know it yet.
     * It leaves there in the end, so it must be forgotten here.
     */
    private void add(Seat session, long expiresAt) {
        registry.add(session);
        expiries.add(session, expiresAt);
        if (!looksElsewhere && !placement.of(session.info().account()).equals(home)) {
            looksElsewhere = true;
            vertx.setTimer(ELSEWHERE_MILLIS, timer -> {
                looksElsewhere = false;
                homesMoved();
            });
        }
    }

    /** Two sessions of one device may meet when a split is over: the later one stays. */
    private void present(Present present) {
        Seat session = present.session();
        AccountId account = session.info().account();
        boolean first = registry.of(account).isEmpty();
        policy.rivals(registry.of(account), session.info()).stream()
                .filter(rival -> !rival.session().equals(session))
                .forEach(rival -> departures.sendAway(earlier(rival.session(), session), rival.reason()));
        add(session, present.expiresAt());
        if (epochs.isOver(account, present.epoch())) {
            departures.sendAway(session, Push.Reason.SIGNED_OUT);
        }
        if (first) {
            bus.tell(Address.PRESENCE, home, new Seen(account, true));
        }
    }

    /** Whoever comes later with what was good before is turned away. */
    private Future<Done> signOut(SignOut over) {
        AccountId account = over.account();
        epochs.begin(account, over.epoch(), System.currentTimeMillis());
        List<Future<Void>> gone = registry.of(account).stream()
                .filter(seat -> !seat.info().id().equals(over.but()))
                .map(seat -> departures.sendAway(seat, over.reason()))
                .toList();
        return Future.all(gone).map(all -> Done.DONE);
    }

    private static Seat earlier(Seat one, Seat other) {
        return one.info().since() <= other.info().since() ? one : other;
    }

    private void nodeGone(NodeId node) {
        newcomers.nodeGone(node);
        for (AccountId account : accountsHere()) {
            for (Seat seat : registry.of(account)) {
                if (seat instanceof RemoteSeat remote && remote.node().equals(node)) {
                    left(seat);
                }
            }
        }
    }

    /**
     * Whoever is served elsewhere now is not known here any more; nobody is told that they are gone. A session of another
     * node is told that it must be made known again: for its node the members may be what they were.
     */
    private void homesMoved() {
        for (AccountId account : accountsHere()) {
            if (!placement.of(account).equals(home)) {
                List<Seat> forgotten = registry.of(account);
                forgotten.forEach(seat -> {
                    registry.remove(seat);
                    expiries.remove(seat);
                    departures.left(seat);
                });
                RemoteSeat.among(forgotten).forEach(RemoteSeat::homesMoved);
            }
        }
    }

    /** Those of this shard, whether it serves them still or no more. */
    private List<AccountId> accountsHere() {
        return registry.accounts().stream()
                .filter(account -> placement.here(account).equals(home))
                .toList();
    }

    private void left(Seat session) {
        newcomers.forget(session);
        if (!registry.remove(session)) {
            departures.left(session);
            return;
        }
        expiries.remove(session);
        offlineIfNobody(session.info().account());
        departures.left(session);
    }

    private void endExpired() {
        expiries.due(System.currentTimeMillis())
                .forEach(session -> departures.sendAway(session, Push.Reason.TOKEN_EXPIRED));
    }
}
