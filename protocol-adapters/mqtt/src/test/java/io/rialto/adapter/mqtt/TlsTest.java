package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttWebSocketConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.rialto.adapter.testing.ClientCertificate;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.testing.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class TlsTest {
    @TempDir
    private Path files;

    @Test
    void handsOverTheCertificateThatAClientHasShown() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        ClientCertificate alice = ClientCertificate.make(files, "CN=alice", "dns:alice.example");
        ClientCertificate stranger = ClientCertificate.make(files, "CN=alice", "dns:alice.example");
        try (TestDoor door = TestDoor.open(alice.settings(tls, "listeners.mqtt", "request"))) {
            try (RawClient shows = over(alice.context(tls), door);
                    RawClient shows3 = over(alice.context(tls), door);
                    RawClient hides = over(tls.context(), door)) {
                shows.send(RawClient.connect5("a", "")).readPacket();
                shows3.send(RawClient.connect3("b")).readPacket();
                hides.send(RawClient.connect5("c", "")).readPacket();
            }
            assertThat(door.sessions().signIns())
                    .extracting(signIn -> signIn.origin().certificates())
                    .containsExactly(List.of(alice.certificate()), List.of(alice.certificate()), List.of());
            assertThat(door.sessions().signIns().get(0).origin().address()).isEqualTo("127.0.0.1");
            try (RawClient unknown = over(stranger.context(tls), door)) {
                assertThatThrownBy(
                                () -> unknown.send(RawClient.connect5("d", "")).readPacket())
                        .isInstanceOf(IOException.class);
            }
            assertThat(door.sessions().signIns()).hasSize(3);
        }
    }

    @Test
    void letsNobodyInWithoutACertificateWhereOneIsRequired() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        ClientCertificate alice = ClientCertificate.make(files, "CN=alice", "dns:alice.example");
        try (TestDoor door = TestDoor.open(alice.settings(tls, "listeners.mqtt", "required"));
                RawClient hides = over(tls.context(), door)) {
            assertThatThrownBy(() -> hides.send(RawClient.connect5("a", "")).readPacket())
                    .isInstanceOf(IOException.class);

            assertThat(door.sessions().signIns()).isEmpty();
        }
    }

    @Test
    void handsItOverFromAWebSocketAsWell() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        ClientCertificate alice = ClientCertificate.make(files, "CN=alice", "dns:alice.example");
        try (TestDoor door = TestDoor.open(alice.settings(tls, "listeners.http", "required"))) {
            Mqtt5BlockingClient client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier("alice")
                    .serverPort(door.httpPort())
                    .sslConfig(MqttClientSslConfig.builder()
                            .keyManagerFactory(alice.keys())
                            .trustManagerFactory(tls.trust())
                            .hostnameVerifier((host, session) -> true)
                            .build())
                    .webSocketConfig(
                            MqttWebSocketConfig.builder().serverPath("mqtt").build())
                    .simpleAuth()
                    .username("alice")
                    .password(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth()
                    .buildBlocking();
            client.connect();

            assertThat(door.sessions().signIns().get(0).origin().certificates()).containsExactly(alice.certificate());
            client.disconnect();
        }
    }

    private static RawClient over(SSLContext context, TestDoor door) throws Exception {
        return new RawClient(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.port()));
    }

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
