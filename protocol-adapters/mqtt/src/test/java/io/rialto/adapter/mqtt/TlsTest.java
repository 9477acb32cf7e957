package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.testing.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class TlsTest {
    @TempDir
    private Path files;

    @Test
    void speaksTls() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        try (TestDoor door = TestDoor.open(tls.settings("listeners.mqtt").toArray(String[]::new))) {
            Mqtt5BlockingClient client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier("alice")
                    .serverPort(door.port())
                    .sslConfig(MqttClientSslConfig.builder()
                            .trustManagerFactory(tls.trust())
                            .hostnameVerifier((host, session) -> true)
                            .build())
                    .simpleAuth()
                    .username("alice")
                    .password(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth()
                    .buildBlocking();
            client.connect();

            client.publishWith()
                    .topic("a")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .payload(new byte[300_000])
                    .send();
            assertThat(door.sessions().ofDevice("alice").publications()).hasSize(1);
            door.stop();
            await().until(() -> !client.getState().isConnected());
        }
    }
}
