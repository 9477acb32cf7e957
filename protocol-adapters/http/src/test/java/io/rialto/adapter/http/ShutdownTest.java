package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the door stops. */
class ShutdownTest {
    private static final int CONNECTIONS = 6;

    @Test
    void tellsTakenOverConnectionsOfAllInstancesThenStopsAtOnce() throws IOException {
        try (TestServer server = new TestServer()) {
            List<RawHttp> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(upgraded(server));
            }
            await().until(() -> server.open() == CONNECTIONS);
            Instant begin = Instant.now();

            server.undeploy();

            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
            assertThat(server.toldOfShutdown()).isEqualTo(CONNECTIONS);
            await().until(() -> server.open() == 0);
            for (RawHttp one : connections) {
                one.close();
            }
        }
    }

    @Test
    void stopsInBoundedTimeThoughAClientHoldsItsConnection() throws IOException {
        try (TestServer server = new TestServer();
                RawHttp held = new RawHttp(server.port())) {
            held.write("POST /v1/messages HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\r\n");
            await().until(() -> server.open() == 1);

            server.undeploy();

            assertThat(held.readAll()).isIn("", "<reset>");
        }
    }

    private static RawHttp upgraded(TestServer server) throws IOException {
        RawHttp connection = new RawHttp(server.port());
        connection.write(String.join(
                "\r\n",
                "GET /taken HTTP/1.1",
                "Host: h",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "",
                ""));
        assertThat(connection.readHead()).startsWith("HTTP/1.1 101");
        return connection;
    }
}
