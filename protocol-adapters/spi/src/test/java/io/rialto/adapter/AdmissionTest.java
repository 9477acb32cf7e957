package io.rialto.adapter;

import static io.rialto.adapter.Admission.Verdict.ADDRESS_FULL;
import static io.rialto.adapter.Admission.Verdict.ADMITTED;
import static io.rialto.adapter.Admission.Verdict.FULL;
import static io.rialto.adapter.Admission.Verdict.TOO_FAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rialto.config.ConfigReader;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DoorMetrics metrics = new DoorMetrics(registry, "test");

    @Test
    void letsInAsManyAsTheDoorMayHave() {
        Admission admission = admission("maxConnections=2");

        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(from("10.0.0.2"))).isEqualTo(FULL);
        assertThat(dropped("connection_limit")).isEqualTo(1);

        admission.leave(from("10.0.0.1"));
        assertThat(admission.enter(from("10.0.0.2"))).isEqualTo(ADMITTED);
        assertThat(metrics.open()).isEqualTo(2);
    }

    @Test
    void letsInAsManyAsAnAddressMayHave() {
        Admission admission = admission("maxConnectionsPerAddress=1");

        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADDRESS_FULL);
        assertThat(admission.enter(from("10.0.0.2"))).isEqualTo(ADMITTED);
        assertThat(dropped("address_limit")).isEqualTo(1);

        admission.leave(from("10.0.0.1"));
        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADMITTED);
    }

    @Test
    void countsANetworkOfIpv6AsOneAddress() {
        Admission admission = admission("maxConnectionsPerAddress=1");

        assertThat(admission.enter(from("2001:db8:1:2::1"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(from("2001:db8:1:2:ffff::9"))).isEqualTo(ADDRESS_FULL);
        assertThat(admission.enter(from("2001:db8:1:3::1"))).isEqualTo(ADMITTED);
    }

    @Test
    void countsTheAddressThatAProxyTells() {
        Admission admission = admission("maxConnectionsPerAddress=1");

        assertThat(admission.enter(behind("10.0.0.1", "203.0.113.1"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(behind("10.0.0.1", "203.0.113.2"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(behind("10.0.0.9", "203.0.113.2"))).isEqualTo(ADDRESS_FULL);
    }

    @Test
    void letsABurstInThenAsManyASecondAsAllowed() {
        Admission admission = admission("connectRatePerAddress=3");

        for (int i = 0; i < 3; i++) {
            assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADMITTED);
        }
        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(TOO_FAST);
        assertThat(admission.enter(from("10.0.0.2"))).isEqualTo(ADMITTED);
        assertThat(dropped("connect_rate")).isEqualTo(1);
    }

    @Test
    void boundsHowFastTheDoorIsEntered() {
        Admission admission = admission("connectRate=2");

        assertThat(admission.enter(from("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(from("10.0.0.2"))).isEqualTo(ADMITTED);
        assertThat(admission.enter(from("10.0.0.3"))).isEqualTo(TOO_FAST);
    }

    @Test
    void ratesGoOnWithTime() {
        ConnectRate rate = new ConnectRate(2);
        long now = Long.MAX_VALUE - 10; // the clock may pass over its end

        assertThat(rate.take("a", now)).isTrue();
        assertThat(rate.take("a", now)).isTrue();
        assertThat(rate.take("a", now)).isFalse();
        assertThat(rate.take("a", now + 400_000_000L)).isFalse();
        assertThat(rate.take("a", now + 500_000_000L)).isTrue();
        assertThat(rate.take("a", now + 500_000_000L)).isFalse();
    }

    @Test
    void remembersNobodyForLong() {
        ConnectRate rate = new ConnectRate(10);
        for (int i = 0; i < 20_000; i++) {
            rate.take("a" + i, 1);
        }

        rate.take("later", 5_000_000_000L);

        assertThat(rate.size()).isEqualTo(1);
    }

    private Admission admission(String setting) {
        return new Admission(
                ConfigReader.read(Optional.empty(), Map.of(), List.of("listeners." + setting))
                        .listeners(),
                metrics);
    }

    private double dropped(String reason) {
        return registry.get("rialto.dropped").tag("reason", reason).counter().count();
    }

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 4711);
            }
        };
    }

    private static EmbeddedChannel behind(String proxy, String address) {
        EmbeddedChannel channel = from(proxy);
        channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE)
                .set(io.vertx.core.net.SocketAddress.inetSocketAddress(4711, address));
        return channel;
    }
}
