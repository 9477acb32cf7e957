package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.config.ConfigException;
import io.rialto.config.NodeConfig;
import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NodeTransportTest {
    /** One whose library is there, on a machine that refuses it. */
    private record Refused(String name, Throwable unavailabilityCause) implements Transport {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            throw new IllegalStateException(name);
        }
    }

    @Test
    void aTransportThatDoesNotRunHereIsRefusedWithWhatTheMachineSays() {
        Throwable kernel = new UnsupportedOperationException("kernel too old");
        Transport refused = new Refused("io_uring", new IllegalStateException("failed to load the library", kernel));

        assertThatThrownBy(() -> NodeTransport.require("io_uring", refused))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("node.transport is io_uring")
                .hasMessageContaining("kernel too old")
                .hasMessageContaining("expected");
    }

    @Test
    void aTransportWhoseLibraryIsMissingIsRefused() {
        assertThatThrownBy(() -> NodeTransport.require("epoll", null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("node.transport is epoll")
                .hasMessageContaining("class path");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void autoIsEpollWhereThereIsOne() {
        String expected = Transport.EPOLL != null && Transport.EPOLL.available() ? "epoll" : "nio";

        assertThat(NodeTransport.of(NodeConfig.Transport.AUTO).name()).isEqualTo(expected);
    }

    @Test
    void aMetricSaysWhichOneRuns() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        NodeTransport.of(NodeConfig.Transport.NIO).meter(meters);

        assertThat(meters.get("rialto.node.transport")
                        .tag("transport", "nio")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }
}
