package io.rialto.adapter.thrift;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Origin;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.List;

/**
 * Signs one connection in: its login clock, its attempts. The clock stands while core looks at the credentials
 * (decisions 6). Confined to the connection's event loop.
 */
final class SignInDesk {
    private static final int MAX_ATTEMPTS = 3;

    private final ThriftDoor door;
    private long deadline;
    private long begun;
    private int failures;
    private boolean pending;

    SignInDesk(ThriftDoor door) {
        this.door = door;
        this.deadline = door.now() + door.doors().listeners().loginTimeout().toMillis();
    }

    /** Whether credentials are being looked at. */
    boolean isPending() {
        return pending;
    }

    /** Whether the client has taken too long, or tried too often. */
    boolean isOver(long now) {
        return !pending && (now > deadline || failures >= MAX_ATTEMPTS);
    }

    /** Opens a session. */
    Future<Session> open(TimLogin login, Origin origin, Outbound outbound) {
        pending = true;
        begun = door.now();
        return attempt(login, origin, outbound).onComplete(done -> finished(done.succeeded()));
    }

    /** What the client is told about this failure. */
    static TimCode code(TimLogin login, Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        if (code == ErrorCode.LIMIT_REACHED) {
            return TimCode.TOO_MANY_TERMINALS;
        }
        boolean unknown = code.kind() == ErrorKind.UNAUTHENTICATED;
        return unknown && login.hasToken() ? TimCode.TOKEN : TimCode.of(failure);
    }

    private Future<Session> attempt(TimLogin login, Origin origin, Outbound outbound) {
        try {
            List<SignIn> tries = login.signIns();
            if (tries.isEmpty()) {
                return Future.failedFuture(new GatewayException(ErrorCode.UNAUTHENTICATED, "no credentials"));
            }
            Future<Session> first = open(tries.get(0), origin, outbound);
            return tries.size() == 1 ? first : first.recover(spent -> open(tries.get(1), origin, outbound));
        } catch (GatewayException illegal) {
            return Future.failedFuture(illegal);
        }
    }

    private Future<Session> open(SignIn signIn, Origin origin, Outbound outbound) {
        return door.doors().sessions().open(signIn.from(origin), outbound);
    }

    private void finished(boolean signedIn) {
        pending = false;
        deadline += door.now() - begun;
        if (!signedIn) {
            failures++;
        }
    }
}
