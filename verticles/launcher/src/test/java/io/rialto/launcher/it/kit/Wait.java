package io.rialto.launcher.it.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Waits for a condition or a future, never longer than its limit. */
public final class Wait {
    /** What every wait without a limit of its own may take. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private Wait() {}

    /** The value, within {@link #LIMIT}. */
    public static <T> T get(CompletableFuture<T> future) {
        return get(future, LIMIT);
    }

    /** The value, within a limit; a failure is thrown with its cause. */
    public static <T> T get(CompletableFuture<T> future, Duration limit) {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError("failed: " + failure.getCause(), failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("nothing came within " + limit, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Comes back when the condition holds, within {@link #LIMIT}. */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, LIMIT, condition);
    }

    /** Comes back when the condition holds. */
    public static void until(String what, Duration limit, Callable<Boolean> condition) {
        until(what, limit, Duration.ofMillis(5), condition);
    }

    /** Comes back when the condition holds, which is looked at after each such pause. */
    public static void until(String what, Duration limit, Duration pause, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(pause)
                .until(condition);
    }
}
