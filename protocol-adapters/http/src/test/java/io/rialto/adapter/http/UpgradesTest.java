package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WebSockets beside REST on one port. */
class UpgradesTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer("listeners.http.origins=[https://app.example]");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesRestAndWebSocketsOnOnePort() {
        assertThat(server.instancesShareThePort()).isTrue();
        List<String> heard = new CopyOnWriteArrayList<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/echo"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        heard.add(data.toString());
                        return null;
                    }
                })
                .join();

        socket.sendText("hello", true).join();

        await().until(() -> heard.equals(List.of("hello")));
        assertThat(new Rest(server.uri(""), "alice").get("/v1/rooms").statusCode())
                .isEqualTo(200);
        socket.abort();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/echo | | 101",
                "/echo | Origin: https://app.example | 101",
                "/echo | Origin: https://APP.example | 101",
                "/echo | Origin: http://host:8080 | 101",
                "/echo | Origin: http://host | 403",
                "/echo | Origin: https://app.example.evil | 403",
                "/echo | Origin: null | 403",
                "/echo | Origin: %% | 403",
                "/nothing | | 404",
                "/v1/rooms | | 404",
            })
    void acceptsByPathAndOrigin(String path, String header, int status) throws IOException {
        assertThat(handshake(path, header)).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/proto | mqtt | mqtt",
                "/proto | other, mqttv3.1 | mqttv3.1",
                "/proto | mqttv3.1,mqtt | mqttv3.1",
                "/echo | mqtt | none",
            })
    void negotiatesTheMountsOwnSubprotocols(String path, String offered, String chosen) throws IOException {
        String head = handshake(path, "Sec-WebSocket-Protocol: " + offered);

        assertThat(head).startsWith("HTTP/1.1 101");
        if (chosen.equals("none")) {
            assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("sec-websocket-protocol");
        } else {
            assertThat(head.toLowerCase(Locale.ROOT)).contains("sec-websocket-protocol: " + chosen + "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"X: y", "Sec-WebSocket-Protocol: other", "Sec-WebSocket-Protocol: mqtt2"})
    void refusesWhoOffersNoneOfTheMountsSubprotocols(String header) throws IOException {
        assertThat(handshake("/proto", header)).startsWith("HTTP/1.1 400");
    }

    @Test
    void offersNoCompression() throws IOException {
        assertThat(handshake("/echo", "Sec-WebSocket-Extensions: permessage-deflate"))
                .startsWith("HTTP/1.1 101")
                .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connection: Upgrade | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 12 | 426",
                "X: y | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 13 | 400",
                "Connection: Upgrade | X: y | 13 | 400",
            })
    void refusesOtherVersionsAndBrokenHandshakes(String connection, String key, int version, int status)
            throws IOException {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.write(String.join(
                    "\r\n",
                    "GET /echo HTTP/1.1",
                    "Host: h",
                    "Upgrade: websocket",
                    connection,
                    key,
                    "Sec-WebSocket-Version: " + version,
                    "",
                    ""));

            assertThat(raw.readHead()).startsWith("HTTP/1.1 " + status);
        }
    }

    private static String handshake(String path, String header) throws IOException {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.write("GET " + path + " HTTP/1.1\r\nHost: host:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                    + (header == null ? "" : header + "\r\n") + "\r\n");
            return raw.readHead();
        }
    }
}
