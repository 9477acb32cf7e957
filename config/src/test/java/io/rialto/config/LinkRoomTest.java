package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkRoomTest {
    private static final List<String> CLUSTER =
            List.of("cluster.enabled=true", "cluster.secret=0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listeners.http.maxFrame",
                "listeners.mqtt.maxPacket",
                "listeners.thrift.maxFrame",
                "listeners.bigbinary.maxFrame",
                "messages.maxBytes",
                "streams.maxFrame"
            })
    void refusesWhatOtherNodesWouldNeverGet(String setting) {
        assertThat(inCluster(setting + "=2000000", "cluster.link.maxFrame=2065536")
                        .cluster()
                        .enabled())
                .isTrue();
        assertThatThrownBy(() -> inCluster(setting + "=2000000", "cluster.link.maxFrame=2065535"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        setting + " is 2000000, expected at most 1999999, which is cluster.link.maxFrame");
    }

    @Test
    void asksNothingOfADoorThatIsClosedOrANodeThatIsAlone() {
        String large = "listeners.mqtt.maxPacket=20000000";

        assertThat(inCluster(large, "listeners.mqtt.enabled=false")
                        .listeners()
                        .mqtt()
                        .maxPacket())
                .isEqualTo(20_000_000);
        assertThat(read(Stream.of(large)).listeners().mqtt().maxPacket()).isEqualTo(20_000_000);
    }

    private static RialtoConfig inCluster(String... overrides) {
        return read(Stream.concat(CLUSTER.stream(), Stream.of(overrides)));
    }

    private static RialtoConfig read(Stream<String> overrides) {
        return ConfigReader.read(Optional.empty(), Map.of(), overrides.toList());
    }
}
