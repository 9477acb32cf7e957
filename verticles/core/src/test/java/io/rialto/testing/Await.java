package io.rialto.testing;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures from a test's thread. */
public final class Await {
    private static final int SECONDS = 10;

    private Await() {}

    /** The result; what went wrong is thrown as it is. */
    public static <R> R await(Future<R> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("no answer within " + SECONDS + " s", late);
        }
    }

    /** The code that the future fails with. */
    public static ErrorCode codeOf(Future<?> future) {
        try {
            Object result = await(future);
            throw new AssertionError("expected a failure, got " + result);
        } catch (GatewayException failure) {
            return failure.code();
        }
    }
}
