package io.rialto.launcher.it.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does something at a steady rate, on a thread of its own. */
public final class Metronome {
    private Metronome() {}

    /** Does it so many times; back when it is done. The first failure ends it, and is thrown. */
    public static void beat(int times, int perSecond, IntConsumer what) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger count = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(
                () -> tick(count, times, what, done), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        try {
            Wait.get(done, Duration.ofSeconds(20L + times / perSecond));
        } finally {
            clock.shutdownNow();
        }
    }

    private static void tick(AtomicInteger count, int times, IntConsumer what, CompletableFuture<Void> done) {
        try {
            if (count.get() < times) {
                what.accept(count.getAndIncrement());
            } else {
                done.complete(null);
            }
        } catch (AssertionError | RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }
}
