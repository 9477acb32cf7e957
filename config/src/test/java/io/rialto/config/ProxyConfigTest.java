package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyConfigTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/30, 10.0.0.3, true",
        "10.0.0.0/30, 10.0.0.4, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "fd00::/8, fdab::1, true",
        "fd00::/8, fe80::1, false"
    })
    void trustsTheNamedNetworks(String network, String address, boolean trusted) throws Exception {
        assertThat(new ProxyConfig(true, List.of(network)).trusts(InetAddress.getByName(address)))
                .isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "::/129", "", "10.0.0.0/-1", "abc"})
    void refusesWhatIsNoNetwork(String network) {
        assertThatThrownBy(() -> new ProxyConfig(true, List.of(network)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected addresses or networks");
    }

    @Test
    void asksForTheProxiesWhereTheHeaderIsRequired() {
        assertThatThrownBy(() -> new ProxyConfig(true, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("addresses of the proxies");
    }
}
