package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.connect3;
import static io.rialto.adapter.mqtt.RawClient.connect5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What connections come in by, how many, how fast. */
@ExtendWith(NoLeaks.class)
class TransportTest {
    private static final String ACCEPTED = "20 02 00 00";
    private static final String PROXIED = "listeners.mqtt.proxy.required=true";
    private static final String TRUSTED = "listeners.mqtt.proxy.trusted=[127.0.0.0/8]";

    @Test
    void listensOnIpv6() throws Exception {
        try (TestDoor door = TestDoor.open("listeners.host=::1", "listeners.maxConnectionsPerAddress=1");
                RawClient client = new RawClient(loopback6(), door.port());
                RawClient second = new RawClient(loopback6(), door.port())) {
            client.send(connect3("alice")).expect(ACCEPTED);
            second.send(connect5("bob", "")).expect("20 03 00 97 00");
            assertThat(door.sessions().signIns().get(0).guests()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY TCP4 203.0.113.%d 10.0.0.1 5 6\r\n", "PROXY TCP6 2001:db8:%d::1 ::1 5 6\r\n", "v2"})
    void takesTheAddressThatTheProxyTells(String form) throws Exception {
        try (TestDoor door = TestDoor.open(PROXIED, TRUSTED, "listeners.maxConnectionsPerAddress=1");
                RawClient one = door.raw();
                RawClient other = door.raw();
                RawClient again = door.raw()) {
            one.send(header(form, 1) + connect3("alice")).expect(ACCEPTED);
            other.send(header(form, 2) + connect3("bob")).expect(ACCEPTED);
            again.send(header(form, 2) + connect5("carol", "")).expect("20 03 00 97 00");
            again.expectClosed();
            assertThat(door.dropped(DropReason.ADDRESS_LIMIT)).isEqualTo(1);
        }
    }

    @Test
    void closesWhoComesWithoutTheHeader() throws Exception {
        try (TestDoor door = TestDoor.open(PROXIED, TRUSTED);
                RawClient client = door.raw()) {
            client.send(connect3("alice"));

            client.expectClosed();
            assertThat(door.sessions().signIns()).isEmpty();
        }
    }

    @Test
    void closesWhoDoesNotSendTheHeaderInTime() throws Exception {
        try (TestDoor door = TestDoor.open(PROXIED, TRUSTED, "listeners.loginTimeout=1s");
                RawClient client = door.raw()) {
            client.expectClosed();
        }
    }

    @Test
    void believesOnlyTheProxiesThatAreNamed() throws Exception {
        try (TestDoor door = TestDoor.open(PROXIED, "listeners.mqtt.proxy.trusted=[10.0.0.0/8]");
                RawClient client = door.raw()) {
            client.send(header("v2", 1) + connect3("alice"));

            client.expectClosed();
            assertThat(door.dropped(DropReason.UNTRUSTED_PROXY)).isEqualTo(1);
            assertThat(door.sessions().signIns()).isEmpty();
        }
    }

    @Test
    void tellsWhoConnectsTooFastInTheWordsOfItsProtocol() throws Exception {
        try (TestDoor door = TestDoor.open("listeners.connectRate=1");
                RawClient first = door.raw3("alice");
                RawClient five = door.raw();
                RawClient three = door.raw()) {
            five.send(connect5("bob", "")).expect("20 03 00 9F 00");
            five.expectClosed();
            three.send(connect3("carol")).expect("20 02 00 03");
            three.expectClosed();
            first.send("C0 00").expect("D0 00");
            assertThat(door.dropped(DropReason.CONNECT_RATE)).isEqualTo(2);
            assertThat(door.metrics().open()).isEqualTo(1);
        }
    }

    @Test
    void tellsItOverWebSocketToo() throws Exception {
        try (TestDoor door = TestDoor.open("listeners.connectRate=1");
                RawClient first = door.raw3("alice");
                RawWebSocket five = door.webSocket()) {
            five.binary(connect5("bob", "")).expect("20 03 00 9F 00").expectClose(1000);
            first.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void waitsOnlyAMomentForWhoIsTurnedAway() throws Exception {
        try (TestDoor door = TestDoor.open("listeners.connectRate=1");
                RawClient first = door.raw3("alice");
                RawClient silent = door.raw();
                RawClient wrong = door.raw()) {
            wrong.send("30 00");
            wrong.expectClosed();
            silent.expectClosed();
            first.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void keepsAliveWithoutATimerWhoPingsInTime() throws Exception {
        try (TestDoor door = TestDoor.open();
                RawClient client = door.raw()) {
            client.send(RawClient.packet(
                    "10",
                    RawClient.text("MQTT") + "04 C2 00 01" + RawClient.text("a") + RawClient.text("alice")
                            + RawClient.text("secret")));
            client.expect(ACCEPTED);

            await().pollInterval(Duration.ofMillis(500))
                    .during(Duration.ofSeconds(4))
                    .until(() -> {
                        client.send("C0 00").expect("D0 00");
                        return true;
                    });
            client.expectClosed(); // silent since
        }
    }

    /** The signature of version 2, then version and command PROXY, TCP over IPv4, 12 bytes: 203.0.113.N:5 to 10.0.0.1:6. */
    private static String header(String form, int number) {
        return form.equals("v2")
                ? String.format(
                        "0D 0A 0D 0A 00 0D 0A 51 55 49 54 0A 21 11 00 0C CB 00 71 %02X 0A 00 00 01 00 05 00 06 ",
                        number)
                : RawClient.hex(String.format(form, number).getBytes(StandardCharsets.US_ASCII)) + " ";
    }

    private static InetAddress loopback6() throws UnknownHostException {
        byte[] address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }
}
