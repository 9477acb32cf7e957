package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigReaderTest {
    @TempDir
    Path directory;

    @Test
    void theFileOutdoesTheDefault() {
        RialtoConfig config = read("listeners: {http: {port: 1}}", Map.of(), List.of());

        assertThat(config.listeners().http().port()).isEqualTo(1);
    }

    @Test
    void theEnvironmentOutdoesTheFile() {
        RialtoConfig config =
                read("listeners: {http: {port: 1}}", Map.of("RIALTO_LISTENERS_HTTP_PORT", "2"), List.of());

        assertThat(config.listeners().http().port()).isEqualTo(2);
    }

    @Test
    void setOutdoesEverything() {
        RialtoConfig config = read(
                "listeners: {http: {port: 1}}",
                Map.of("RIALTO_LISTENERS_HTTP_PORT", "2"),
                List.of("listeners.http.port=3"));

        assertThat(config.listeners().http().port()).isEqualTo(3);
    }

    @Test
    void theLastOverrideOfAKeyWins() {
        RialtoConfig config = with("log.level=warn", "log.level=debug");

        assertThat(config.log().level()).isEqualTo(LogConfig.Level.DEBUG);
    }

    @Test
    void whatIsOutdoneStillHasToBeAKnownKey() {
        assertThatThrownBy(() -> read("log: {levle: info}", Map.of(), List.of("log.level=warn")))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void anOverridesValueMayHoldEqualSigns() {
        RialtoConfig config = with("storage.uri=postgresql://db/rialto?sslmode=require");

        assertThat(config.storageUri()).isEqualTo("postgresql://db/rialto?sslmode=require");
    }

    @Test
    void anOverrideWithoutAValueIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> with("hunter2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--set expects key=value")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "5s, PT5S", "30m, PT30M", "24h, PT24H", "7d, PT168H"})
    void durationsAreANumberWithItsUnit(String written, Duration expected) {
        RialtoConfig config = with("tokens.maxTtl=" + written);

        assertThat(config.tokens().maxTtl()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a,b | a;b", "a , b | a;b", "[a, b] | a;b", "a | a", "[] | ''", "'' | ''"})
    void listsAreSeparatedByCommas(String written, String expected) {
        RialtoConfig config = with("listeners.http.origins=" + written);

        assertThat(String.join(";", config.listeners().http().origins())).isEqualTo(expected);
    }

    private RialtoConfig read(String yaml, Map<String, String> environment, List<String> overrides) {
        try {
            Path file = Files.writeString(directory.resolve("rialto.yaml"), yaml);
            return ConfigReader.read(Optional.of(file), environment, overrides);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RialtoConfig with(String... overrides) {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of(overrides));
    }
}
