package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PortsTest {
    @Test
    void refusesTwoDoorsOnOnePort() {
        assertThatThrownBy(() -> with("listeners.mqtt.port=8080"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "listeners.mqtt and listeners.http both listen on port 8080 of 127.0.0.1, expected a port each");
    }

    @Test
    void refusesTheManagementPortBehindADoorThatListensEverywhere() {
        assertThatThrownBy(() -> with("listeners.host=0.0.0.0", "listeners.http.port=9090"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("listeners.http and management both listen on port 9090");
    }

    @Test
    void letsListenersShareAPortOnDifferentAddresses() {
        assertThat(with("listeners.http.host=127.0.0.2", "listeners.http.port=9090")
                        .listeners()
                        .http()
                        .port())
                .isEqualTo(9090);
    }

    @Test
    void letsDoorsThatAreClosedOrChooseTheirPortAlone() {
        assertThat(with("listeners.mqtt.enabled=false", "listeners.mqtt.port=8080")
                        .listeners()
                        .mqtt()
                        .enabled())
                .isFalse();
        assertThat(with("listeners.mqtt.port=0", "listeners.http.port=0")
                        .listeners()
                        .http()
                        .port())
                .isZero();
    }

    @Test
    void refusesAClusterPortThatADoorHas() {
        assertThatThrownBy(() -> with(
                        "cluster.enabled=true",
                        "cluster.secret=0123456789abcdef0123456789abcdef",
                        "cluster.link.port=1883"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.link and listeners.mqtt both listen on port 1883");
    }

    private static RialtoConfig with(String... overrides) {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of(overrides));
    }
}
