package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.TlsFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door behind TLS: HTTP/1.1 even for clients that would speak HTTP/2, WebSockets too. */
class TlsTest {
    @TempDir
    Path directory;

    @Test
    void servesRestAndWebSockets() throws Exception {
        TlsFiles tls = TlsFiles.make(directory);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(tls.settings("listeners.http").toArray(String[]::new))) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(tls.context()).build();
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

    /** Rather than in clear on the same port (W-49). */
    @Test
    void doesNotOpenWithoutItsCertificate() {
        String missing = directory.resolve("missing.pem").toString();

        assertThatThrownBy(
                        () -> new TestServer("listeners.http.tls.cert=" + missing, "listeners.http.tls.key=" + missing))
                .hasStackTraceContaining("missing.pem");
    }
}
