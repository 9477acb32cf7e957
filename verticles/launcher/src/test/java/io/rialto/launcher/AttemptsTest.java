package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.config.ClusterRestartConfig;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private final Attempts attempts = new Attempts(
            new ClusterRestartConfig(4, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(1)));

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        assertThat(attempts.next(Duration.ZERO)).contains(Duration.ofSeconds(1));
        assertThat(attempts.next(Duration.ZERO)).contains(Duration.ofSeconds(2));
        assertThat(attempts.next(Duration.ofSeconds(59))).contains(Duration.ofSeconds(3));
        assertThat(attempts.next(Duration.ZERO)).contains(Duration.ofSeconds(3));
        assertThat(attempts.next(Duration.ZERO)).isEqualTo(Optional.empty());
    }

    @Test
    void whatHasRunLongEnoughBeginsAnew() {
        attempts.next(Duration.ZERO);
        attempts.next(Duration.ZERO);

        assertThat(attempts.next(Duration.ofMinutes(1))).contains(Duration.ofSeconds(1));
    }
}
