package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final InetSocketAddress ONE = new InetSocketAddress("10.0.0.1", 1);
    private static final InetSocketAddress OTHER = new InetSocketAddress("10.0.0.2", 2);

    private final DoorMetrics metrics = new DoorMetrics(new SimpleMeterRegistry(), "test");

    @Test
    void countsAllConnections() {
        Admission admission = new Admission(2, 0, metrics);

        assertThat(admission.enter(ONE)).isTrue();
        assertThat(admission.enter(ONE)).isTrue();
        assertThat(admission.enter(OTHER)).isFalse();
        assertThat(metrics.open()).isEqualTo(2);
        admission.leave(ONE);
        assertThat(admission.enter(OTHER)).isTrue();
    }

    @Test
    void countsTheConnectionsOfEachAddress() {
        Admission admission = new Admission(10, 1, metrics);

        assertThat(admission.enter(ONE)).isTrue();
        assertThat(admission.enter(ONE)).isFalse();
        assertThat(admission.enter(OTHER)).isTrue();
        admission.leave(ONE);
        assertThat(admission.enter(ONE)).isTrue();
        assertThat(metrics.open()).isEqualTo(2);
    }
}
