package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.NoLeaks;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node says of itself, what is counted of its packets. */
@ExtendWith(NoLeaks.class)
class SysTopicsTest {
    private static final String B = "$SYS/broker/";

    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void givesANewSubscriptionTheValuesAsRetainedOnes() throws Exception {
        try (RawClient client = door.raw3("operator");
                RawClient other = door.raw5("bob")) {
            other.send("C0 00").expect("D0 00");
            door.broker().durable(() -> 3, () -> 4);
            door.broker().sys().publish();

            client.send(subscribe("$SYS/broker/clients/#"));

            Map<String, String> got = read(client, 7, 0x31);
            assertThat(got)
                    .containsEntry(B + "clients/connected", "2")
                    .containsEntry(B + "clients/active", "2")
                    .containsEntry(B + "clients/disconnected", "3")
                    .containsEntry(B + "clients/inactive", "3")
                    .containsEntry(B + "clients/expired", "4")
                    .containsEntry(B + "clients/total", "5")
                    .containsEntry(B + "clients/maximum", "2");
        }
    }

    @Test
    void publishesWhatHasChangedToWhoListens() throws Exception {
        try (RawClient client = door.raw3("operator")) {
            door.broker().sys().publish();
            client.send(subscribe(B + "clients/connected"));
            assertThat(read(client, 1, 0x31)).containsEntry(B + "clients/connected", "1");

            door.broker().sys().publish();
            try (RawClient other = door.raw3("bob")) {
                door.broker().sys().publish();

                assertThat(read(client, 1, 0x30)).containsEntry(B + "clients/connected", "2");
                other.send("C0 00").expect("D0 00");
            }
        }
    }

    @Test
    void tellsHowManyTopicsHaveAValue() throws Exception {
        try (RawClient client = door.raw3("operator")) {
            door.broker().retained(() -> 1_000_000);
            door.broker().sys().publish();

            client.send(subscribe(B + "retained messages/count"));

            assertThat(read(client, 1, 0x31)).containsEntry(B + "retained messages/count", "1000000");
        }
    }

    @Test
    void tellsWhatIsStored() throws Exception {
        try (RawClient client = door.raw3("operator")) {
            door.broker().stored(() -> 12, () -> 3456);
            door.broker().sys().publish();

            client.send(subscribe(B + "store/messages/#"));

            assertThat(read(client, 2, 0x31))
                    .containsEntry(B + "store/messages/count", "12")
                    .containsEntry(B + "store/messages/bytes", "3456");
        }
    }

    @Test
    void isSilentToWhomNoRuleGrantsIt() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            door.broker().sys().publish();

            client.send(subscribe("$SYS/#")).expect("90 03 00 01 80");

            client.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void isNoPartOfEverything() throws Exception {
        try (RawClient client = door.raw3("operator")) {
            client.send(subscribe("#")).expect("90 03 00 01 00");

            door.broker().sys().publish();

            client.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void knowsWhatMosquittosOperatorsLookFor() throws Exception {
        try (RawClient client = door.raw3("operator")) {
            client.send(subscribe("a")).expect("90 03 00 01 00");
            client.send(packet("30", text("a") + "41")).readPacket();
            door.broker().sys().publish();

            client.send(subscribe("$SYS/#"));

            Map<String, String> got = read(client, 52, 0x31);
            assertThat(got)
                    .containsEntry(B + "version", "Rialto test")
                    .containsEntry(B + "subscriptions/count", "1")
                    .containsEntry(B + "publish/messages/received", "1")
                    .containsEntry(B + "publish/messages/sent", "1")
                    .containsEntry(B + "messages/received", "3")
                    .containsEntry(B + "messages/sent", "3")
                    .containsKeys(
                            B + "uptime",
                            B + "bytes/received",
                            B + "bytes/sent",
                            B + "publish/messages/dropped",
                            B + "heap/current",
                            B + "heap/current size",
                            B + "heap/maximum size",
                            B + "retained messages/count",
                            B + "store/messages/count",
                            B + "store/messages/bytes",
                            B + "load/messages/received/1min",
                            B + "load/publish/sent/5min",
                            B + "load/connections/15min");
            assertThat(Long.parseLong(got.get(B + "bytes/received"))).isGreaterThan(30);
        }
    }

    @Test
    void countsWhatIsNotAcknowledgedUntilItIsOrItsClientGoes() throws Exception {
        try (RawClient publisher = door.raw3("bob");
                RawClient other = door.raw5("carol")) {
            other.send(packet("82", "00 01 00" + text("a") + "01")).expect("90 04 00 01 00 01");
            try (RawClient client = door.raw5("alice")) {
                client.send(packet("82", "00 01 00" + text("a") + "02")).expect("90 04 00 01 00 02");
                publisher.send(packet("32", text("a") + "00 01 41") + packet("32", text("a") + "00 02 42"));
                publisher.readPacket();
                publisher.readPacket();
                byte[] first = RawClient.bytes(other.readPacket());
                other.readPacket();
                client.readPacket();
                client.readPacket();
                assertThat(inFlight()).isEqualTo(4);

                other.send("40 02" + String.format("%02X %02X", first[5], first[6]));
                other.send("C0 00").expect("D0 00");
                assertThat(inFlight()).isEqualTo(3);
                client.send("E0 00").expectClosed();
            }
            await().until(() -> inFlight() == 1);
            other.send("E0 00").expectClosed();
            await().until(() -> inFlight() == 0);
        }
    }

    private long inFlight() {
        return door.broker().traffic().inFlight().sum();
    }

    @Test
    void forgetsTheSubscriptionsOfWhoGoes() throws Exception {
        try (RawClient client = door.raw3("operator")) {
            client.send(subscribe("a")).expect("90 03 00 01 00");
            client.send(subscribe("a")).expect("90 03 00 01 00");
            client.send(subscribe("b")).expect("90 03 00 01 00");
            assertThat(door.broker().traffic().subscriptions()).isEqualTo(2);
            client.send("A2 05 00 02 00 01 61").expect("B0 02 00 02");
            assertThat(door.broker().traffic().subscriptions()).isEqualTo(1);
            client.send("E0 00").expectClosed();
        }
        assertThat(door.broker().traffic().subscriptions()).isZero();
        assertThat(door.broker().traffic().clients()).isZero();
    }

    @Test
    void countsByPacketQosAndReason() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("a") + "02")).expect("90 04 00 01 00 02");
            client.send(packet("32", text("a") + "00 07 00 41"));
            client.readPacket();
            client.readPacket();
            client.send(packet("32", text("$x/y") + "00 08 00 41")).readPacket();
            client.send(packet("82", "00 02 00" + text("$share/g/a") + "02")).readPacket();

            assertThat(door.counted("rialto.mqtt.publishes", "direction", "received", "qos", "1"))
                    .isEqualTo(2);
            assertThat(door.counted("rialto.mqtt.publishes", "direction", "sent", "qos", "1"))
                    .isEqualTo(1);
            assertThat(door.counted("rialto.mqtt.packets", "direction", "received", "packet", "subscribe"))
                    .isEqualTo(2);
            assertThat(door.counted("rialto.mqtt.packets", "direction", "sent", "packet", "puback"))
                    .isEqualTo(2);
            assertThat(door.counted("rialto.mqtt.reasons", "packet", "puback", "code", "0x87"))
                    .isEqualTo(1);
        }
    }

    @Test
    void averagesAsMosquittoDoes() {
        LoadAverage average = new LoadAverage(1);

        double first = average.add(100, 10);
        assertThat(first).isCloseTo(600 * (1 - Math.exp(-1.0 / 6)), within(0.001));
        for (int i = 0; i < 60; i++) {
            average.add(100, 10);
        }
        assertThat(average.add(100, 10)).isCloseTo(600, within(0.1));
    }

    private static String subscribe(String filter) {
        return packet("82", "00 01" + text(filter) + "00");
    }

    /** So many PUBLISH packets of QoS 0, beside the SUBACK. */
    private static Map<String, String> read(RawClient client, int count, int firstByte) throws Exception {
        Map<String, String> got = new HashMap<>();
        while (got.size() < count) {
            byte[] packet = RawClient.bytes(client.readPacket());
            if ((packet[0] & 0xF0) == 0x30) {
                assertThat(packet[0]).isEqualTo((byte) firstByte);
                int topic = packet[3];
                got.put(
                        new String(packet, 4, topic, StandardCharsets.UTF_8),
                        new String(packet, 4 + topic, packet.length - 4 - topic, StandardCharsets.UTF_8));
            }
        }
        return got;
    }
}
