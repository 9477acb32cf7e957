package io.rialto.presence;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.bus.Shard;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.bus.Tidings.NodeGone;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.PresenceCommand.SetPresence;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who of one shard of accounts is online, with what status, who wants to know. One instance per shard, confined to its
 * context; an account that is offline and unwatched takes no memory.
 */
public final class PresenceVerticle extends VerticleBase {
    private static final int MAX_STATUS = 256;

    private final Bus bus;
    private final Home home;
    private final Placement placement;
    private final OnlineNews news;
    /** Of those who are online or watched. */
    private final Map<AccountId, PresenceState> states = new HashMap<>();

    private final Map<AccountId, Set<Seat>> watchers = new HashMap<>();

    /** The shard at this home. */
    public PresenceVerticle(Bus bus, Home home, Placement placement, OnlineNews news) {
        this.bus = bus;
        this.home = home;
        this.placement = placement;
        this.news = news;
    }

    @Override
    public Future<?> start() {
        return bus.receive(Address.PRESENCE, home, this::onMessage);
    }

    private void onMessage(Object message) {
        if (message instanceof Seen seen) {
            seen(seen);
        } else if (message instanceof Unwatch unwatch) {
            unwatch(unwatch);
        } else if (message instanceof NodeGone gone) {
            nodeGone(gone.node());
        } else if (message instanceof HomesMoved) {
            homesMoved();
        } else {
            onAsk((Ask<?, ?>) message);
        }
    }

    @SuppressWarnings("unchecked")
    private void onAsk(Ask<?, ?> ask) {
        if (ask.question() instanceof ReadPresence read) {
            ((Ask<?, PresenceState>) ask).answer().tryComplete(stateOf(read.account()));
        } else if (ask.question() instanceof Watch watch) {
            watchers.computeIfAbsent(watch.account(), account -> new LinkedHashSet<>(1))
                    .add(watch.watcher());
            ((Ask<?, PresenceState>) ask).answer().tryComplete(stateOf(watch.account()));
        } else if (ask.question() instanceof SetPresence set) {
            setStatus((Ask<?, Done>) ask, set.status());
        } else {
            Shard.unknown(ask);
        }
    }

    /** An account that changes its only session stays what it is: nobody is told, its status line stands. */
    private void seen(Seen seen) {
        if (stateOf(seen.account()).online() != seen.online()) {
            long now = System.currentTimeMillis();
            change(new PresenceState(seen.account(), seen.online(), "", now));
            news.flipped(seen.account(), seen.online(), now);
        }
    }

    private void setStatus(Ask<?, Done> ask, String status) {
        if (status.length() > MAX_STATUS) {
            Shard.fail(
                    ask,
                    new GatewayException(ErrorCode.TOO_LARGE, "a status has at most " + MAX_STATUS + " characters"));
            return;
        }
        if (!stateOf(ask.caller()).online()) {
            Shard.fail(ask, new GatewayException(ErrorCode.KICKED, "the session is over"));
            return;
        }
        change(new PresenceState(ask.caller(), true, status, System.currentTimeMillis()));
        ask.answer().tryComplete(Done.DONE);
    }

    private void change(PresenceState state) {
        states.put(state.account(), state);
        Push push = new Push.PresenceChanged(state);
        watchersOf(state.account()).forEach(watcher -> watcher.push(push));
        forgetIfIdle(state.account());
    }

    private void unwatch(Unwatch unwatch) {
        unwatch(unwatch.account(), unwatch.watcher()::equals);
    }

    private void nodeGone(NodeId node) {
        for (AccountId account : List.copyOf(watchers.keySet())) {
            unwatch(
                    account,
                    watcher -> watcher instanceof RemoteSeat remote
                            && remote.node().equals(node));
        }
    }

    private void unwatch(AccountId account, Predicate<Seat> who) {
        Set<Seat> all = watchersOf(account);
        if (!all.isEmpty() && all.removeIf(who) && all.isEmpty()) {
            watchers.remove(account);
            forgetIfIdle(account);
        }
    }

    /**
     * Whoever is served elsewhere now is forgotten; those who watch say so again there. Those of this node know it by
     * themselves; for one of another node the members may be what they were, so it is told.
     */
    private void homesMoved() {
        Set<RemoteSeat> forgotten = new HashSet<>();
        Predicate<AccountId> elsewhere = account -> !placement.of(account).equals(home);
        states.keySet().removeIf(elsewhere);
        watchers.entrySet().removeIf(watched -> {
            boolean moved = elsewhere.test(watched.getKey());
            if (moved) {
                RemoteSeat.among(watched.getValue()).forEach(forgotten::add);
            }
            return moved;
        });
        forgotten.forEach(RemoteSeat::homesMoved);
    }

    private void forgetIfIdle(AccountId account) {
        if (!stateOf(account).online() && !watchers.containsKey(account)) {
            states.remove(account);
        }
    }

    private Set<Seat> watchersOf(AccountId account) {
        return watchers.getOrDefault(account, Set.of());
    }

    private PresenceState stateOf(AccountId account) {
        PresenceState state = states.get(account);
        return state == null ? new PresenceState(account, false, "", 0) : state;
    }
}
