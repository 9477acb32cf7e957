package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.MessageCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks HTTP or its limits is refused; a good client beside it notices nothing. */
class HostileHttpTest {
    private static final String HEAD = String.join(
            "\r\n",
            "POST /v1/messages HTTP/1.1",
            "Host: h",
            "Authorization: Bearer a",
            "Content-Type: application/json",
            "");

    private static final String ANSWER_4XX = "(?s)HTTP/1\\.[01] 4.*";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer("listeners.loginTimeout=1s", "listeners.maxConnectionsPerAddress=50");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("garbage", "\u0000\u0001\u0002 hello\r\n\r\n", ANSWER_4XX),
                Arguments.of("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", ANSWER_4XX),
                Arguments.of("MQTT", "\u0010\u000c\u0000\u0004MQTT\u0004\u0002\r\n\r\n", ANSWER_4XX),
                Arguments.of(
                        "headers of 64 KB", "GET / HTTP/1.1\r\nX: " + "x".repeat(65_536) + "\r\n\r\n", answer("431")),
                Arguments.of("a line of 64 KB", "GET /" + "x".repeat(65_536) + " HTTP/1.1\r\n\r\n", answer("414")),
                Arguments.of(
                        "transfer encoding with content length",
                        HEAD + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        answer("400")),
                Arguments.of(
                        "two content lengths", HEAD + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", answer("400")),
                Arguments.of("a negative content length", HEAD + "Content-Length: -5\r\n\r\n", answer("400")),
                Arguments.of(
                        "a huge content length", HEAD + "Content-Length: 9223372036854775807\r\n\r\n", answer("413")),
                Arguments.of("a chunk of 2^63", HEAD + "Transfer-Encoding: chunked\r\n\r\n8000000000000000\r\n", ""),
                Arguments.of("CRLF in a header name", "GET / HTTP/1.1\r\nHo st: h\r\n\r\n", answer("400")),
                Arguments.of("an unknown encoding", HEAD + "Transfer-Encoding: gzip\r\n\r\n", answer("400")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void refuses(String name, String bytes, String status) throws IOException {
        try (RawHttp bad = new RawHttp(server.port())) {
            bad.write(bytes);

            assertThat(bad.readHead()).as(name).matches(status);
        }
        goodClientNoticesNothing();
        assertThat(server.sessions().opened())
                .flatExtracting(session -> session.commands(MessageCommand.SendMessage.class))
                .isEmpty();
    }

    @Test
    void closesWhoSendsNoRequestInTime() throws IOException {
        try (RawHttp silent = new RawHttp(server.port());
                RawHttp slow = new RawHttp(server.port())) {
            slow.write("GET /echo HTTP/1.1\r\nHost");

            assertThat(silent.readAll()).isEmpty();
            assertThat(slow.readAll()).isEmpty();
        }
        goodClientNoticesNothing();
    }

    @Test
    void aByteNowAndThenDoesNotStretchTheClock() throws IOException {
        try (RawHttp slow = new RawHttp(server.port())) {
            String head = "GET /echo HTTP/1.1\r\nHost: " + "h".repeat(1000);
            AtomicInteger sent = new AtomicInteger();

            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                slow.write(head.substring(sent.get(), sent.incrementAndGet()));
                return slow.hasEnded();
            });
        }
        goodClientNoticesNothing();
    }

    @Test
    void limitsTheConnectionsOfAnAddress() throws IOException {
        await().until(() -> server.open() < 5);
        List<RawHttp> flood = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            flood.add(new RawHttp(server.port()));
        }

        await().until(() -> server.open() == 50);
        assertThat(flood.get(79).readAll()).isIn("", "<reset>");
        for (RawHttp one : flood) {
            one.close();
        }
        await().until(() -> server.open() < 5);
        goodClientNoticesNothing();
    }

    @Test
    void boundsJsonInBodies() {
        Rest client = new Rest(server.uri(""), "deep");

        assertThat(client.post("/v1/messages", "{\"a\":" + "[".repeat(100_000)).statusCode())
                .isEqualTo(400);
        assertThat(client.post("/v1/messages", "{\"a\":" + "1".repeat(200_000) + "}")
                        .statusCode())
                .isEqualTo(400);
        StringBuilder keys = new StringBuilder("{\"x\":0");
        for (int i = 0; i < 50_000; i++) {
            keys.append(",\"").append(i).append("\":0");
        }
        assertThat(client.post("/v1/messages", keys.append('}').toString()).statusCode())
                .isEqualTo(400);
        goodClientNoticesNothing();
    }

    private static String answer(String status) {
        return "(?s)HTTP/1\\.[01] " + status + ".*";
    }

    private static void goodClientNoticesNothing() {
        assertThat(new Rest(server.uri(""), "good").get("/v1/rooms").statusCode())
                .isEqualTo(200);
    }
}
