package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class DurableIdsTest {
    private final DurableIds ids = new DurableIds(new PacketIds(64, new LongAdder()), List.of(2000));

    /** MQTT 3.1.1 §4.8, MQTT 5 §4.13. */
    @Test
    void refusesAcknowledgementsOfAnotherQos() {
        int once = ids.takeInbox(1, 1);
        int exactlyOnce = ids.takeInbox(2, 2);

        assertThatThrownBy(() -> ids.received(once)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.refused(once)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.completed(once)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.acknowledged(exactlyOnce)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> ids.completed(exactlyOnce)).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void endsEachDeliveryWithItsOwnAcknowledgement() {
        int once = ids.takeInbox(1, 1);
        int exactlyOnce = ids.takeInbox(2, 2);

        assertThat(ids.acknowledged(once).inboxPosition()).isEqualTo(1);
        ids.received(exactlyOnce).release();
        assertThat(ids.completed(exactlyOnce).inboxPosition()).isEqualTo(2);
        assertThat(ids.completed(2000)).isNotNull();
        assertThat(ids.acknowledged(once)).isNull();
        assertThat(ids.completed(exactlyOnce)).isNull();
    }
}
