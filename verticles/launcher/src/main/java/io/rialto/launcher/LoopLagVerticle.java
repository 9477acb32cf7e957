package io.rialto.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;

/** Measures how late a loop comes to what was due: the first sign that something blocks it. One instance per loop. */
final class LoopLagVerticle extends VerticleBase {
    private static final long PERIOD_MILLIS = 500;

    private final Timer lag;
    private long due;

    LoopLagVerticle(MeterRegistry meters) {
        this.lag = Timer.builder("rialto.loop.lag")
                .description("how late an event loop comes to a timer")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    @Override
    public Future<?> start() {
        due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
        vertx.setPeriodic(PERIOD_MILLIS, timer -> measure());
        return Future.succeededFuture();
    }

    private void measure() {
        long now = System.nanoTime();
        lag.record(Math.max(0, now - due), TimeUnit.NANOSECONDS);
        due = now + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    }
}
