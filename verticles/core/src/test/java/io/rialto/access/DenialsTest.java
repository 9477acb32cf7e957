package io.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.contract.id.AccountId;
import org.junit.jupiter.api.Test;

final class DenialsTest {
    private final Denials denials = new Denials(new SimpleMeterRegistry());

    @Test
    void anAccountIsToldOfOnceAMinute() {
        assertThat(denials.isDue(new AccountId("alice"), 0)).isTrue();
        assertThat(denials.isDue(new AccountId("alice"), 59_999)).isFalse();
        assertThat(denials.isDue(new AccountId("bob"), 59_999)).isTrue();
        assertThat(denials.isDue(new AccountId("alice"), 60_000)).isTrue();
        assertThat(denials.isDue(new AccountId("alice"), 60_001)).isFalse();
    }

    @Test
    void moreAccountsThanItRemembersAreToldOfLater() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(denials.isDue(new AccountId("a" + i), 0)).isTrue();
        }

        assertThat(denials.isDue(new AccountId("late"), 1)).isFalse();
        assertThat(denials.isDue(new AccountId("late"), 60_000)).isTrue();
    }
}
