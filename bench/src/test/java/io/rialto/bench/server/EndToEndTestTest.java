package io.rialto.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class EndToEndTestTest {
    @Test
    void runsOneTestOfTheLauncherWithItsNumbersAndNoOther() {
        assertThat(new EndToEndTest("SomeIT").command(Map.of("rialto.it.kills", "100")))
                .contains("-pl", "verticles/launcher", "-am", "verify")
                .contains("-Dit.test=SomeIT", "-Drialto.it.kills=100")
                .doesNotContain("-Dtest=SomeIT")
                .anyMatch(one -> one.matches("-Drialto\\.it\\.findings=/.*/bench/target/findings\\.json"));
    }
}
