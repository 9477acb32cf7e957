package io.rialto.session;

import io.rialto.bus.Seat;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sessions of one shard that have been told to go. Whoever is not gone after a second is ended; whoever does not
 * even notice that, since its loop is stuck, is counted as gone a second later. Confined to its shard.
 */
final class Departures {
    /** What a session has sent before it heard that it must go is read first: its last acknowledgements count. */
    private static final long GRACE_MILLIS = 2;

    private static final long PATIENCE_MILLIS = 1000;

    private final Vertx vertx;
    private final Consumer<Seat> givenUp;
    private final Map<Seat, Promise<Void>> awaited = new HashMap<>();

    /** {@code givenUp} is told of a session that never said that it left. */
    Departures(Vertx vertx, Consumer<Seat> givenUp) {
        this.vertx = vertx;
        this.givenUp = givenUp;
    }

    /** Tells a session to go; done when it is gone. */
    Future<Void> sendAway(Seat session, Push.Reason reason) {
        Promise<Void> known = awaited.get(session);
        if (known != null) {
            return known.future();
        }
        Promise<Void> gone = Promise.promise();
        awaited.put(session, gone);
        vertx.setTimer(GRACE_MILLIS, timer -> session.push(new Push.Kicked(reason)));
        long end = vertx.setTimer(PATIENCE_MILLIS, timer -> session.end());
        long giveUp = vertx.setTimer(2 * PATIENCE_MILLIS, timer -> givenUp.accept(session));
        return gone.future().onSuccess(left -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(giveUp);
        });
    }

    /** A session has gone, told to or not. */
    void left(Seat session) {
        Promise<Void> gone = awaited.remove(session);
        if (gone != null) {
            gone.complete();
        }
    }
}
