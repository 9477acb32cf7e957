package io.rialto.adapter.mqtt;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Steps that begin when the one before is done. Confined to the connection's event loop. */
final class InTurn {
    private static final int MAX = 1024;

    private Future<?> last = Future.succeededFuture();
    private int underWay;
    private int waiting;

    /** How many steps are not done. */
    int underWay() {
        return underWay;
    }

    /** How many steps have not begun. */
    int waiting() {
        return waiting;
    }

    /** Takes a step in its turn; fails with {@code overloaded} where too many wait. */
    <T> Future<T> take(Supplier<Future<T>> step) {
        if (underWay >= MAX) {
            return Future.failedFuture(new GatewayException(ErrorCode.OVERLOADED, "too many requests at once"));
        }
        underWay++;
        waiting++;
        Future<T> taken = last.transform(before -> begin(step)).onComplete(done -> underWay--);
        last = taken;
        return taken;
    }

    private <T> Future<T> begin(Supplier<Future<T>> step) {
        waiting--;
        return step.get();
    }
}
