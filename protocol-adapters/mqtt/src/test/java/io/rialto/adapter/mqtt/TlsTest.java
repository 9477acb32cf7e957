package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.testing.NoLeaks;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path files;

    @Test
    void speaksTls() throws Exception {
        KeyStore keys = makeKeys();
        Path cert = pem("cert.pem", "CERTIFICATE", keys.getCertificate("door").getEncoded());
        Path key = pem("key.pem", "PRIVATE KEY", keys.getKey("door", PASSWORD).getEncoded());
        try (TestDoor door = TestDoor.open("listeners.mqtt.tls.cert=" + cert, "listeners.mqtt.tls.key=" + key)) {
            Mqtt5BlockingClient client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier("alice")
                    .serverPort(door.port())
                    .sslConfig(MqttClientSslConfig.builder()
                            .trustManagerFactory(trust(keys))
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

    private KeyStore makeKeys() throws Exception {
        Path store = files.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path pem(String name, String what, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                files.resolve(name), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    private static TrustManagerFactory trust(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", keys.getCertificate("door"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
