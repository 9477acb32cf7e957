package io.rialto.cluster.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GivenUpPromotionTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final AtomicBoolean permit = new AtomicBoolean();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1); // it may overflow
    private final GivenUpPromotion watch =
            new GivenUpPromotion(() -> permit.compareAndSet(false, true), () -> permit.set(false), clock::get, LIMIT);

    @Test
    void aPermitThatNobodyHoldsIsLeftAlone() {
        look(Duration.ZERO);
        look(LIMIT.multipliedBy(3));

        assertThat(permit).isFalse();
    }

    @Test
    void aPermitIsReturnedOnceItHasBeenHeldForLongerThanAPromotionMayTake() {
        permit.set(true);

        look(Duration.ZERO);
        look(LIMIT);
        assertThat(permit).isTrue();

        look(Duration.ofMillis(1));
        assertThat(permit).isFalse();
    }

    @Test
    void onePromotionAfterAnotherIsLeftAlone() {
        permit.set(true);
        look(Duration.ZERO);
        permit.set(false);
        look(LIMIT);
        permit.set(true);
        look(Duration.ofMillis(1));
        look(LIMIT);

        assertThat(permit).isTrue();
    }

    private void look(Duration later) {
        clock.addAndGet(later.toNanos());
        watch.run();
    }
}
