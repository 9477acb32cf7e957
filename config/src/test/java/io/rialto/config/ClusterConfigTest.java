package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterConfigTest {
    private static final String SECRET = "cluster.secret=0123456789abcdef0123456789abcdef";

    @Test
    void noClusterWithoutASecret() {
        assertThatThrownBy(() -> with("cluster.enabled=true"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.secret is missing");
    }

    @Test
    void refusesASecretThatCanBeGuessed() {
        assertThatThrownBy(() -> with("cluster.enabled=true", "cluster.secret=swordfish"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.secret has 9 characters, expected 32 or more")
                .hasMessageNotContaining("swordfish");
    }

    @Test
    void refusesToBeReachedEverywhere() {
        assertThatThrownBy(() -> with("cluster.enabled=true", SECRET, "cluster.host=0.0.0.0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.host is \"0.0.0.0\", expected one address");
    }

    @Test
    void refusesAMemberWithoutAPort() {
        assertThatThrownBy(() -> with("cluster.members=10.0.0.7"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.members has \"10.0.0.7\", expected host:port");
    }

    @Test
    void refusesAPatienceShorterThanTwoHeartbeats() {
        assertThatThrownBy(() -> with("cluster.link.heartbeat=2s"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.link.peerTimeout is 3s, expected 4s to 5m");
    }

    @Test
    void refusesALongestPauseShorterThanTheFirst() {
        assertThatThrownBy(() -> with("cluster.restart.pause=2s", "cluster.restart.maxPause=1s"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cluster.restart.maxPause is 1s, expected 2s to 1h");
    }

    @Test
    void aClusterNeedsNothingButItsSecret() {
        assertThat(with("cluster.enabled=true", SECRET).cluster().enabled()).isTrue();
    }

    private static RialtoConfig with(String... overrides) {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of(overrides));
    }
}
