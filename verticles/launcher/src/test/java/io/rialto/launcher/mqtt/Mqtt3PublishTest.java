package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** MQTT 3.1.1, chapters 3.3 to 3.7. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3PublishTest extends PublishConformance {
    @Test
    @Tests(v3 = "3.3.5-2")
    void acknowledgesWhatIsNotAllowed() {
        Peer client = client();

        assertThat(client.publish(Publish.of("$nobody/may", "x").qos(1, 3)).id())
                .isEqualTo(3);
        assertThat(client.publish(Publish.of("$nobody/may", "x").qos(2, 4)).id())
                .isEqualTo(4);
        client.expectNothing();
    }
}
