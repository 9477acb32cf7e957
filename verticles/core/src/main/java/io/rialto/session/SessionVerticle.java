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
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The sessions of one shard of accounts: lets them in one after the other, sends rivals away first, ends them when their
 * token does. One instance per shard, confined to its context.
 */
public final class SessionVerticle extends VerticleBase {
    /** What a rival has sent before it heard that it must go is read first: its last acknowledgements count. */
    private static final long GRACE_MILLIS = 2;

    private static final long GONE_MILLIS = 1000;
    private static final long EXPIRY_CHECK_MILLIS = 1000;

    private record Expiry(long at, ConnectedSession session) {}

    private final Bus bus;
    private final Home home;
    private final LiveSessions live;
    private final SessionPolicy policy;
    private final InTurn<AccountId> entrance = new InTurn<>();
    private final Map<ConnectedSession, Promise<Void>> leaving = new HashMap<>();
    private final PriorityQueue<Expiry> expiries = new PriorityQueue<>(Comparator.comparingLong(Expiry::at));

    /** The shard at this home. */
    public SessionVerticle(Bus bus, Home home, LiveSessions live, SessionPolicy policy) {
        this.bus = bus;
        this.home = home;
        this.live = live;
        this.policy = policy;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(EXPIRY_CHECK_MILLIS, timer -> endExpired());
        return bus.receive(Address.SESSIONS, home, this::onMessage);
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        if (message instanceof Leave leave) {
            left(leave.session());
        } else {
            Ask<Enter, Done> ask = (Ask<Enter, Done>) message;
            Shard.answer(ask, () -> entrance.run(ask.caller(), () -> enter(ask.question())));
        }
    }

    private Future<Done> enter(Enter enter) {
        ConnectedSession session = enter.session();
        List<Future<Void>> gone = policy.rivals(live.of(session.info().account()), session.info()).stream()
                .map(this::sendAway)
                .toList();
        return Future.all(gone).map(all -> admit(enter));
    }

    private Done admit(Enter enter) {
        ConnectedSession session = enter.session();
        AccountId account = session.info().account();
        boolean first = live.of(account).isEmpty();
        live.add(session);
        if (enter.expiresAt() != Long.MAX_VALUE) {
            expiries.add(new Expiry(enter.expiresAt(), session));
        }
        if (first) {
            bus.tell(Address.PRESENCE, home, new Seen(account, true));
        }
        return Done.DONE;
    }

    private Future<Void> sendAway(SessionPolicy.Rival rival) {
        ConnectedSession session = rival.session();
        Promise<Void> gone = leaving.computeIfAbsent(session, any -> Promise.promise());
        vertx.setTimer(GRACE_MILLIS, timer -> session.push(new Push.Kicked(rival.reason())));
        long patience = vertx.setTimer(GONE_MILLIS, timer -> left(session));
        return gone.future().onSuccess(left -> vertx.cancelTimer(patience));
    }

    private void left(ConnectedSession session) {
        AccountId account = session.info().account();
        live.remove(session);
        Promise<Void> awaited = leaving.remove(session);
        if (awaited != null) {
            awaited.tryComplete();
        } else if (live.of(account).isEmpty()) {
            bus.tell(Address.PRESENCE, home, new Seen(account, false));
        }
    }

    private void endExpired() {
        long now = System.currentTimeMillis();
        while (!expiries.isEmpty() && expiries.peek().at() <= now) {
            expiries.poll().session().push(new Push.Kicked(Push.Reason.TOKEN_EXPIRED));
        }
    }
}
