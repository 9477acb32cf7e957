package io.rialto.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SubscriberTest {
    private final Tally tally = new Tally();
    private final Flow flow = new Flow(1);
    private final Subscriber subscriber = new Subscriber(tally, flow, 2);

    @Test
    void countsGapsAndDuplicatesPublisherByPublisher() {
        subscriber.delivered(1, 0, 0);
        subscriber.delivered(1, 1, 0);
        subscriber.delivered(1, 0, 3);
        subscriber.delivered(1, 0, 2);
        subscriber.delivered(1, 7, 0);

        assertThat(tally.delivered).isEqualTo(3);
        assertThat(tally.gaps).isEqualTo(2);
        assertThat(tally.duplicates).isEqualTo(1);
        assertThat(tally.strange).isEqualTo(1);
    }

    @Test
    void aLostMessageDoesNotFillTheWindowForGood() {
        flow.sent();
        flow.sent();
        assertThat(flow.below(2)).isFalse();

        subscriber.delivered(1, 0, 1);

        assertThat(flow.below(1)).isTrue();
    }

    @Test
    void measuresOnlyWhileRecording() {
        tally.record(true);
        subscriber.delivered(1_000_000, 0, 0);
        tally.record(false);
        subscriber.delivered(900_000_000, 0, 1);

        assertThat(tally.deliveryLatency().p50()).isBetween(990.0, 1010.0);
        assertThat(tally.deliveryLatency().max()).isBetween(990.0, 1010.0);
    }
}
