package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.bus.Caller;
import io.rialto.contract.command.Done;
import io.vertx.core.Vertx;

/**
 * How the home of its account knows one session: let in there, said again wherever that home moves, taken out in the end.
 * Confined to the connection's context.
 */
final class Registration {
    private static final long AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final Caller caller;
    private boolean isIn;
    private long expiresAt;
    private long epoch;
    private boolean closed;

    /** Of a session that was not let in yet. */
    Registration(Vertx vertx, Caller caller) {
        this.vertx = vertx;
        this.caller = caller;
    }

    /** The session as it asks others. */
    Caller caller() {
        return caller;
    }

    /** It was let in, until its token ends, by what was good in that epoch of its account. */
    void entered(long until, long in) {
        isIn = true;
        expiresAt = until;
        epoch = in;
    }

    /** It stays in an epoch of its account that it has begun itself. */
    void staysIn(long next) {
        epoch = next;
    }

    /** Whether it was let in: before that there is nothing to say again. */
    boolean isIn() {
        return isIn;
    }

    /** Says again that it is there, until somebody answers; does this then. */
    void renew(Runnable known) {
        caller.<Done>ask(Address.SESSIONS, caller.account(), new Present(caller.seat(), expiresAt, epoch))
                .onSuccess(done -> known.run())
                .onFailure(failure -> vertx.setTimer(AGAIN_MILLIS, timer -> renewUnlessClosed(known)));
    }

    private void renewUnlessClosed(Runnable known) {
        if (!closed) {
            renew(known);
        }
    }

    /** It is not said again. */
    void close() {
        closed = true;
    }

    /** Takes it out. */
    void leave() {
        caller.tell(Address.SESSIONS, caller.account(), new Leave(caller.seat()));
    }
}
