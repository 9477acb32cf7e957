package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** PROXY protocol before the HTTP door. */
class ProxyProtocolTest {
    private static final String REQUIRED = "listeners.http.proxy.required=true";
    private static final String REQUEST = "GET /echo HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void countsTheAddressThatTheProxyTells() throws Exception {
        try (TestServer server = new TestServer(
                        REQUIRED, "listeners.http.proxy.trusted=[127.0.0.1]", "listeners.maxConnectionsPerAddress=1");
                RawHttp one = new RawHttp(server.port());
                RawHttp other = new RawHttp(server.port());
                RawHttp again = new RawHttp(server.port())) {
            one.write("PROXY TCP4 203.0.113.1 10.0.0.1 5 6\r\n" + REQUEST);
            assertThat(one.readHead()).startsWith("HTTP/1.1 426");
            other.write("PROXY TCP4 203.0.113.2 10.0.0.1 5 6\r\n" + REQUEST);
            assertThat(other.readHead()).startsWith("HTTP/1.1 426");

            again.write("PROXY TCP4 203.0.113.2 10.0.0.1 5 6\r\n" + REQUEST);
            assertThat(again.readAll()).isIn("", "<reset>");
        }
    }

    @Test
    void believesOnlyTheProxiesThatAreNamed() throws Exception {
        try (TestServer server = new TestServer(REQUIRED, "listeners.http.proxy.trusted=[10.0.0.0/8]");
                RawHttp client = new RawHttp(server.port())) {
            client.write("PROXY TCP4 203.0.113.1 10.0.0.1 5 6\r\n" + REQUEST);

            assertThat(client.readAll()).isIn("", "<reset>");
        }
    }
}
