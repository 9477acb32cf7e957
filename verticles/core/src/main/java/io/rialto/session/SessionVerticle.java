package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.cluster.Home;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;
import io.rialto.presence.Seen;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions of one shard of accounts: lets them in one after the other, sends rivals away first, ends them when their
 * token does. One instance per shard, confined to its context.
 */
public final class SessionVerticle extends VerticleBase {
    private static final long EXPIRY_CHECK_MILLIS = 1000;

    private final Bus bus;
    private final Home home;
    private final LiveSessions live;
    private final SessionPolicy policy;
    private final InTurn<Object> entrance = new InTurn<>();
    private final Expiries expiries = new Expiries();
    /** Accounts with newcomers that wait for rivals to go: when the last session leaves now, the account stays online. */
    private final Map<AccountId, Integer> entering = new HashMap<>();

    private Departures departures;

    /** The shard at this home. */
    public SessionVerticle(Bus bus, Home home, LiveSessions live, SessionPolicy policy) {
        this.bus = bus;
        this.home = home;
        this.live = live;
        this.policy = policy;
    }

    @Override
    public Future<?> start() {
        departures = new Departures(vertx, this::left);
        vertx.setPeriodic(EXPIRY_CHECK_MILLIS, timer -> endExpired());
        return bus.receive(Address.SESSIONS, home, this::onMessage);
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        if (message instanceof Leave leave) {
            left(leave.session());
        } else if (((Ask<?, ?>) message).question() instanceof Enter enter) {
            Object turn = policy.turn(enter.session().info());
            Shard.answer((Ask<?, Done>) message, () -> entrance.run(turn, () -> enter(enter)));
        } else {
            Shard.unknown((Ask<?, ?>) message);
        }
    }

    private Future<Done> enter(Enter enter) {
        AccountId account = enter.session().info().account();
        List<Future<Void>> gone = policy
                .rivals(live.of(account), enter.session().info())
                .stream()
                .map(rival -> departures.sendAway(rival.session(), rival.reason()))
                .toList();
        entering.merge(account, 1, Integer::sum);
        return Future.all(gone).map(all -> admit(enter));
    }

    private Done admit(Enter enter) {
        ConnectedSession session = enter.session();
        AccountId account = session.info().account();
        entering.computeIfPresent(account, (any, count) -> count == 1 ? null : count - 1);
        boolean first = live.of(account).isEmpty();
        live.add(session);
        expiries.add(session, enter.expiresAt());
        if (first) {
            bus.tell(Address.PRESENCE, home, new Seen(account, true));
        }
        return Done.DONE;
    }

    private void left(ConnectedSession session) {
        if (!live.remove(session)) {
            return;
        }
        AccountId account = session.info().account();
        expiries.remove(session);
        if (live.of(account).isEmpty() && !entering.containsKey(account)) {
            bus.tell(Address.PRESENCE, home, new Seen(account, false));
        }
        departures.left(session);
    }

    private void endExpired() {
        expiries.due(System.currentTimeMillis())
                .forEach(session -> departures.sendAway(session, Push.Reason.TOKEN_EXPIRED));
    }
}
