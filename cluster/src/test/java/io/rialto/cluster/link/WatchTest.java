package io.rialto.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WatchTest {
    private long clock = 1_000;
    private final Watch watch = new Watch(Duration.ofNanos(50), () -> clock);

    @Test
    void timeThatIsWatchedCountsInFull() {
        clock += 50;
        watch.now();
        clock += 7;
        watch.now();
        clock += 43;

        assertThat(watch.now()).isEqualTo(100);
    }

    @Test
    void aPauseCountsAsOneInterval() {
        clock += 50;
        watch.now();

        clock += 1_000_000;

        assertThat(watch.now()).isEqualTo(100);
        assertThat(watch.now()).isEqualTo(100);
    }
}
