package io.rialto.cluster.testing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Waits from a test's thread, for futures, for conditions. */
public final class Await {
    private static final int SECONDS = 60;

    private Await() {}

    /** The result of a future. */
    public static <R> R await(Future<R> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException failed) {
            throw new AssertionError("no result", failed);
        }
    }

    /** Returns when this holds. */
    public static void until(BooleanSupplier condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(SECONDS))
                .until(condition::getAsBoolean);
    }
}
