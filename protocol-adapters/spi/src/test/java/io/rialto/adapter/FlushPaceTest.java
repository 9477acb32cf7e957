package io.rialto.adapter;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushPaceTest {
    private static final int MANY = FlushPace.FEW + 1;
    private static final Duration MOST = Duration.ofMillis(5);

    private long now = Long.MAX_VALUE - 1000; // a monotonic clock may pass its largest number
    private final FlushPace pace = new FlushPace(MOST, () -> now);

    @Test
    void gathersAsLongAsTheLastWritingTook() {
        write(pace, MANY, MICROSECONDS.toNanos(200));

        assertThat(pace.waitNanos(MANY)).isEqualTo(MICROSECONDS.toNanos(200));
        now += MICROSECONDS.toNanos(150);
        assertThat(pace.waitNanos(MANY)).isEqualTo(MICROSECONDS.toNanos(50));
        now += MICROSECONDS.toNanos(50);
        assertThat(pace.waitNanos(MANY)).isNotPositive();
    }

    @Test
    void gathersNoLongerThanItsBound() {
        write(pace, 5000, MILLISECONDS.toNanos(30));

        assertThat(pace.waitNanos(5000)).isEqualTo(MOST.toNanos());
    }

    @Test
    void whoeverHasNotWrittenForLongWritesAtOnce() {
        assertThat(pace.waitNanos(MANY)).isNotPositive();
        write(pace, MANY, MILLISECONDS.toNanos(1));
        now += MILLISECONDS.toNanos(20);

        assertThat(pace.waitNanos(MANY)).isNotPositive();
    }

    @Test
    void fewNeitherWaitNorMakeOthersWait() {
        write(pace, FlushPace.FEW, MILLISECONDS.toNanos(1));
        assertThat(pace.waitNanos(MANY)).isNotPositive();

        write(pace, MANY, MILLISECONDS.toNanos(1));
        assertThat(pace.waitNanos(FlushPace.FEW)).isZero();
    }

    @Test
    void doesNotGatherWithoutABound() {
        FlushPace never = new FlushPace(Duration.ZERO, () -> now);
        write(never, MANY, MILLISECONDS.toNanos(1));

        assertThat(never.waitNanos(MANY)).isZero();
    }

    private void write(FlushPace one, int connections, long nanos) {
        one.begin();
        now += nanos;
        one.end(connections);
    }
}
