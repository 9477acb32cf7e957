package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnknownKeyTest {
    private final KnownKeys keys = new KnownKeys(RialtoConfig.class);

    @ParameterizedTest
    @CsvSource({
        "listeners.http.prot, listeners.http.port",
        "listeners.htp.port, listeners.http.port",
        "listeners.http.maxframe, listeners.http.maxFrame",
        "listener, listeners",
        "loglevel, log.level",
        "http.port, listeners.http.port",
        "level, log.level",
        "admin.secert, admin.secret",
        "mqtt, listeners.mqtt",
        "tokens.ttl, tokens.maxTtl",
    })
    void theNearestKeyIsTheOneThatWasMeant(String typed, String meant) {
        assertThat(keys.nearest(typed)).contains(meant);
    }

    @Test
    void anUnknownOverrideIsRefusedWithTheNearestKey() {
        assertThatThrownBy(() -> read(Map.of(), "listeners.http.prot=1"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown key listeners.http.prot (--set), did you mean listeners.http.port?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "java.opts", "kubernetes.service.host"})
    void nothingIsSuggestedForWhatLooksLikeNoKey(String typed) {
        assertThat(keys.nearest(typed)).isEmpty();
    }

    @Test
    void anUnknownVariableThatLooksLikeNoneIsToldWhereAllStand() {
        assertThatThrownBy(() -> read(Map.of("RIALTO_X", "1")))
                .hasMessage("unknown environment variable RIALTO_X, every variable that begins with RIALTO_"
                        + " must name a setting; `rialto settings` lists all");
    }

    @Test
    void anOverrideOfASectionIsRefused() {
        assertThatThrownBy(() -> read(Map.of(), "log=debug"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("log is a section, expected one of its settings, such as log.level (--set)");
    }

    @Test
    void anUnknownOverrideDoesNotRepeatItsValue() {
        assertThatThrownBy(() -> read(Map.of(), "admin.secert=hunter2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void variablesMatchKeysWithoutRegardToCapitals() {
        RialtoConfig config = read(Map.of("RIALTO_LISTENERS_HTTP_MAXFRAME", "2048", "PATH", "/bin", "RIALTOX", "1"));

        assertThat(config.listeners().http().maxFrame()).isEqualTo(2048);
    }

    @Test
    void everySettingHasAVariable() {
        assertThat(SettingsReference.settings())
                .allSatisfy(setting -> assertThat(new EnvironmentVariables(keys).read(Map.of(setting.variable(), "x")))
                        .containsOnlyKeys(setting.key()));
    }

    @Test
    void anUnknownVariableIsRefusedWithTheNearestVariable() {
        assertThatThrownBy(() -> read(Map.of("RIALTO_LISTENERS_HTTP_MAX_FRAME", "2048")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown environment variable RIALTO_LISTENERS_HTTP_MAX_FRAME")
                .hasMessageContaining("did you mean RIALTO_LISTENERS_HTTP_MAXFRAME?")
                .hasMessageNotContaining("2048");
    }

    @Test
    void twoVariablesForOneKeyAreRefused() {
        assertThatThrownBy(() -> read(Map.of("RIALTO_LOG_LEVEL", "info", "RIALTO_log_level", "warn")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("log.level is set by environment variable RIALTO_LOG_LEVEL")
                .hasMessageContaining("RIALTO_log_level");
    }

    private static RialtoConfig read(Map<String, String> environment, String... overrides) {
        return ConfigReader.read(Optional.empty(), environment, List.of(overrides));
    }
}
