package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantedTest {
    @ParameterizedTest
    @CsvSource({
        "MQTT_3_1_1, 0, false, false, false",
        "MQTT_3_1_1, 2, true, false, true",
        "MQTT_5, 0, false, true, false",
        "MQTT_5, 1, true, true, true",
        "MQTT_5, 2, true, false, false"
    })
    void whatIsGrantedAlikeIsOneObjectForAllSubscriptions(
            Protocol protocol, int qos, boolean noLocal, boolean asPublished, boolean queued) {
        SubscribePacket.Request request = new SubscribePacket.Request("a/b", qos, noLocal, asPublished, 0);

        Granted granted = Granted.of(protocol, request, 0, queued);

        assertThat(granted.protocol()).isEqualTo(protocol);
        assertThat(granted.qos()).isEqualTo(qos);
        assertThat(granted.noLocal()).isEqualTo(noLocal);
        assertThat(granted.retainAsPublished()).isEqualTo(asPublished);
        assertThat(granted.queued()).isEqualTo(queued);
        assertThat(granted.ids()).isEmpty();
        assertThat(granted.format()).isSameAs(FlatPublish.of(protocol, qos, asPublished));
        assertThat(Granted.of(protocol, request, 0, queued)).isSameAs(granted);
        assertThat(Granted.of(protocol, request, 7, queued).ids()).containsExactly(7);
    }
}
