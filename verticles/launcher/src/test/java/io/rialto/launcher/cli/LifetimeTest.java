package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class LifetimeTest {
    @ParameterizedTest
    @CsvSource({"90s,PT90S", "30m,PT30M", "1h,PT1H", "7d,P7D"})
    void readsANumberWithItsUnit(String text, Duration expected) {
        assertThat(new Lifetime().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "1H", "-1h", "1h30m", "1w"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> new Lifetime().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
