package io.rialto.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PasswordMemoryTest {
    @Test
    void remembersThePasswordOfAHash() {
        PasswordMemory memory = new PasswordMemory(Duration.ofMinutes(1));

        memory.remember("hash", "secret");

        assertThat(memory.knows("hash", "secret")).isTrue();
        assertThat(memory.knows("hash", "wrong")).isFalse();
        assertThat(memory.knows("changed hash", "secret")).isFalse();
    }

    @Test
    void forgetsAfterItsTime() {
        PasswordMemory memory = new PasswordMemory(Duration.ZERO);

        memory.remember("hash", "secret");

        assertThat(memory.knows("hash", "secret")).isFalse();
    }
}
