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

    private static final class Entry {
        private PresenceState state;
        /** Immutable while nobody watches, which is nearly always. */
        private Set<Seat> watchers = Set.of();

        Entry(AccountId account) {
            state = new PresenceState(account, false, "", 0);
        }

        void watch(Seat watcher) {
            if (watchers.isEmpty()) {
                watchers = new LinkedHashSet<>(1);
            }
            watchers.add(watcher);
        }

        void unwatch(Predicate<Seat> who) {
            if (!watchers.isEmpty() && watchers.removeIf(who) && watchers.isEmpty()) {
                watchers = Set.of();
            }
        }
    }

    private final Bus bus;
    private final Home home;
    private final Placement placement;
    private final OnlineNews news;
    private final Map<AccountId, Entry> entries = new HashMap<>();

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
            entry(watch.account()).watch(watch.watcher());
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
        Entry entry = entry(state.account());
        entry.state = state;
        Push push = new Push.PresenceChanged(state);
        entry.watchers.forEach(watcher -> watcher.push(push));
        forgetIfIdle(entry);
    }

    private void unwatch(Unwatch unwatch) {
        Entry entry = entries.get(unwatch.account());
        if (entry != null) {
            entry.unwatch(unwatch.watcher()::equals);
            forgetIfIdle(entry);
        }
    }

    private void nodeGone(NodeId node) {
        for (Entry entry : List.copyOf(entries.values())) {
            entry.unwatch(watcher ->
                    watcher instanceof RemoteSeat remote && remote.node().equals(node));
            forgetIfIdle(entry);
        }
    }

    /**
     * Whoever is served elsewhere now is forgotten; those who watch say so again there. Those of this node know it by
     * themselves; for one of another node the members may be what they were, so it is told.
     */
    private void homesMoved() {
        Set<RemoteSeat> forgotten = new HashSet<>();
        for (Entry entry : List.copyOf(entries.values())) {
            AccountId account = entry.state.account();
            if (!placement.of(account).equals(home)) {
                entries.remove(account);
                RemoteSeat.among(entry.watchers).forEach(forgotten::add);
            }
        }
        forgotten.forEach(RemoteSeat::homesMoved);
    }

    private void forgetIfIdle(Entry entry) {
        if (!entry.state.online() && entry.watchers.isEmpty()) {
            entries.remove(entry.state.account());
        }
    }

    private Entry entry(AccountId account) {
        return entries.computeIfAbsent(account, Entry::new);
    }

    private PresenceState stateOf(AccountId account) {
        Entry entry = entries.get(account);
        return entry == null ? new PresenceState(account, false, "", 0) : entry.state;
    }
}
