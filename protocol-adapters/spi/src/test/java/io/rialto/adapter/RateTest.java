package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void allowsABurstOfOneSecond() {
        Rate rate = new Rate(5);
        int taken = 0;
        while (rate.take()) {
            taken++;
        }

        assertThat(taken).isBetween(5, 6);
        await().until(rate::take);
    }

    @Test
    void zeroIsNoLimit() {
        Rate rate = new Rate(0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(rate.take()).isTrue();
        }
    }
}
