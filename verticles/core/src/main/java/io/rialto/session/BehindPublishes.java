package io.rialto.session;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What a session asks for behind what it has published: begins when that has been handed on, in the order in which it was
 * asked for. As many wait as its door lets be unanswered. Confined to the connection's context.
 */
final class BehindPublishes {
    /** What the last one that waits has waited for; null where nobody waits. Never fails. */
    private Future<Void> last;

    private boolean closed;

    /** Begins a step when this is done, not before earlier ones. */
    <R> Future<R> run(Future<Void> published, Supplier<Future<R>> step) {
        Future<Void> mine = last == null ? published : last.compose(earlier -> published);
        last = mine;
        Future<R> answer = mine.compose(now -> begin(step));
        mine.onComplete(done -> {
            if (last == mine) {
                last = null;
            }
        });
        return answer;
    }

    /** Begins a step now, or behind those that wait. */
    <R> Future<R> run(Supplier<Future<R>> step) {
        return last == null ? step.get() : last.compose(now -> begin(step));
    }

    /** The session is over: nothing more begins. */
    void close() {
        closed = true;
    }

    private <R> Future<R> begin(Supplier<Future<R>> step) {
        return closed ? Future.failedFuture(new GatewayException(ErrorCode.KICKED, "the session is over")) : step.get();
    }
}
