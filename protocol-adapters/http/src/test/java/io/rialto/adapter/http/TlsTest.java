package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door behind TLS: HTTP/1.1 even for clients that would speak HTTP/2, WebSockets too. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    @Test
    void servesRestAndWebSockets() throws Exception {
        KeyStore keys = makeKeys();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(
                "listeners.http.tls.cert="
                        + pem("CERTIFICATE", keys.getCertificate("rialto").getEncoded()),
                "listeners.http.tls.key="
                        + pem("PRIVATE KEY", keys.getKey("rialto", PASSWORD).getEncoded()))) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
            String authority = "127.0.0.1:" + server.port();

            HttpResponse<String> rooms = client.send(
                    HttpRequest.newBuilder(URI.create("https://" + authority + "/v1/rooms"))
                            .header("Authorization", "Bearer alice")
                            .build(),
                    BodyHandlers.ofString());
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://" + authority + "/echo"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                            heard.add(data.toString());
                            return null;
                        }
                    })
                    .join();
            socket.sendText("hello", true).join();

            await().until(() -> heard.equals(List.of("hello")));
            assertThat(rooms.statusCode()).isEqualTo(200);
            assertThat(rooms.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            socket.abort();
        }
    }

    private KeyStore makeKeys() throws Exception {
        Path file = directory.resolve("keys.p12");
        String password = new String(PASSWORD);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "rialto",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path pem(String label, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                directory.resolve(label.replace(' ', '-') + ".pem"),
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("rialto", keys.getCertificate("rialto"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
