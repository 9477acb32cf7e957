package io.rialto.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future on the test's own thread, never longer than half a minute. */
public final class Await {
    private Await() {}

    /** What the future came to; its failure is thrown. */
    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError("future failed", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("future was not completed in time", e);
        }
    }

    /** The code that the future failed with. */
    public static ErrorCode failure(Future<?> future) {
        try {
            Object result = result(future);
            return fail("future succeeded with " + result);
        } catch (GatewayException expected) {
            assertThat(expected.getMessage()).isNotBlank();
            return expected.code();
        }
    }
}
