package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import org.junit.jupiter.api.Test;

/** MQTT 3.1.1, chapters 3.1 and 3.2. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3ConnectTest extends ConnectConformance {
    @Test
    @Tests(v3 = {"3.1.2-22", "3.1.4-1", "3.2.2-6"})
    void endsTheConnectionWithoutAnAnswerOnAPasswordWithoutUserName() {
        stranger()
                .send(new MqttBytes()
                        .text("MQTT")
                        .bytes(4, 0x42, 0, 60)
                        .text("x")
                        .text("secret")
                        .packet(MqttBytes.CONNECT))
                .expectRefusal(0x81);
    }

    @Test
    @Tests(v3 = {"3.1.3-7", "3.1.3-8", "3.2.2-4", "3.2.2-5"})
    void refusesNoIdentifierWithoutCleanSession() {
        Peer peer = stranger().send(connect("").unclean().bytes());

        assertThat(peer.rest()).isEqualTo(new byte[] {0x20, 2, 0, 2});
    }

    @Test
    @Tests(v3 = "3.1.3-9")
    void refusesAnIdentifierThatIsTooLong() {
        Peer peer = stranger().send(connect("x".repeat(129)).bytes());

        assertThat(peer.rest()).isEqualTo(new byte[] {0x20, 2, 0, 2});
    }

    @Test
    @Tests(v3 = "3.2.2-3")
    void saysWhereThereIsNoSession() {
        Heard answer = stranger().connect(connect().unclean());

        assertThat(answer.at(0)).as("session present").isZero();
    }
}
