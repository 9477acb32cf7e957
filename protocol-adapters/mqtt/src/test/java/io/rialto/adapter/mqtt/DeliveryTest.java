package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DeliveryTest {
    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open("listeners.queueBytes=4096", "listeners.slowTimeout=2s");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void keepsToTheWindowOfTheClient() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "21 00 02")).readPacket();
            client.send(packet("82", "00 01 00" + text("a") + "01")).expect("90 04 00 01 00 01");

            door.sessions().channels().publish("a", 1, "1", "2", "3");
            client.expect(packet("32", text("a") + "00 01 02 01 01 31"))
                    .expect(packet("32", text("a") + "00 02 02 01 01 32"));
            client.send("C0 00").expect("D0 00");
            client.send("40 02 00 02").expect(packet("32", text("a") + "00 03 02 01 01 33"));
            client.send("40 02 00 02 C0 00").expect("D0 00");
        }
    }

    @Test
    void deliversQos2ExactlyOnce() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("a") + "02")).expect("90 04 00 01 00 02");
            door.sessions().channels().publish("a", 2, "x");

            client.expect(packet("34", text("a") + "00 01 02 01 01 78"));
            client.send("50 02 00 01").expect("62 02 00 01");
            client.send("50 02 00 01").expect("62 02 00 01");
            client.send("70 02 00 01");
            client.send("50 02 00 01").expect("62 03 00 01 92");
            door.sessions().channels().publish("a", 2, "y");
            client.expect(packet("34", text("a") + "00 02 02 01 01 79"));
            client.send("50 03 00 02 83 C0 00").expect("D0 00");
        }
    }

    /** MQTT 3.1.1 §4.8, MQTT 5 §4.13. */
    @Test
    void endsTheConnectionOfWhoAcknowledgesInAnotherQos() throws Exception {
        try (RawClient three = door.raw3("alice");
                RawClient five = door.raw5("bob")) {
            three.send(packet("82", "00 01" + text("a") + "01")).expect("90 03 00 01 01");
            five.send(packet("82", "00 01 00" + text("a") + "02")).expect("90 04 00 01 00 02");
            door.sessions().channels().publish("a", 2, "x");

            three.expect(packet("32", text("a") + "00 01 78"))
                    .send("70 02 00 01")
                    .expectClosed();
            five.expect(packet("34", text("a") + "00 01 02 01 01 78"))
                    .send("40 02 00 01")
                    .expect("E0 01 82")
                    .expectClosed();
        }
    }

    /** MQTT 5 §3.3.2.3.4, MQTT-3.1.2-26. */
    @Test
    void writesTheTopicOnceForAClientThatTakesAliases() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "22 00 01")).readPacket();
            client.send(packet("82", "00 01 00" + text("t/#") + "01")).expect("90 04 00 01 00 01");

            door.sessions().channels().publish("t/long", 0, "x");
            door.sessions().channels().publish("t/long", 1, "y");
            door.sessions().channels().publish("t/long", 0, "z");
            door.sessions().channels().publish("t/other", 0, "z");

            client.expect(packet("30", text("t/long") + "05 23 00 01 01 01 78"))
                    .expect(packet("32", "00 00 00 01 05 23 00 01 01 01 79"))
                    .expect(packet("30", "00 00 05 23 00 01 01 01 7A"))
                    .expect(packet("30", text("t/other") + "02 01 01 7A"));
        }
    }

    @Test
    void deliversWithTheLowerQos() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("a") + "01")).expect("90 03 00 01 01");

            door.sessions().channels().publish("a", 0, "x");
            client.expect(packet("30", text("a") + "78"));
            door.sessions().channels().publish("a", 2, "y");
            client.expect(packet("32", text("a") + "00 01 79"));
        }
    }

    @Test
    void dropsTheOldestOfQos0FirstAndTellsIt() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "21 00 01")).readPacket();
            client.send(packet("82", "00 01 00" + text("a") + "01")).expect("90 04 00 01 00 01");
            String large = "x".repeat(1500);
            // 1 is under way; 3 and 4 make room, one after the other.
            door.sessions().channels().publish("a", 1, large, "2");
            door.sessions().channels().publish("a", 0, large);
            door.sessions().channels().publish("a", 0, large);
            door.sessions().channels().publish("a", 1, large);
            door.sessions().channels().publish("a", 0, "6");
            assertThat(client.readPacket()).contains("01 01 78");
            await().until(() -> door.dropped(DropReason.SLOW_CONSUMER) == 2);

            client.send("40 02 00 01").expect(packet("32", text("a") + "00 02 02 01 01 32"));
            client.send("40 02 00 02");
            String behind = client.readPacket();
            assertThat(behind).startsWith("32 ");
            assertThat(RawClient.gap(behind)).isEqualTo("3-4");
            client.expect(packet("30", text("a") + "02 01 01 36"));
        }
    }

    /** Nothing of QoS 1 and 2 is lost in a session that goes on (MQTT-4.5.0-1). */
    @Test
    void sendsAwayWhoAcknowledgesTooLittle() throws Exception {
        try (RawClient five = door.raw();
                RawClient three = door.raw3("bob");
                RawClient quick = door.raw5("carol")) {
            five.send(RawClient.connect5("alice", "21 00 01")).readPacket();
            five.send(packet("82", "00 01 00" + text("a") + "02")).expect("90 04 00 01 00 02");
            three.send(packet("82", "00 01" + text("b") + "01")).expect("90 03 00 01 01");
            quick.send(packet("82", "00 01 00" + text("#") + "01")).expect("90 04 00 01 00 01");
            String large = "x".repeat(1500);
            String[] all = new String[24];
            Arrays.fill(all, large);

            for (int i = 1; i <= 5; i++) {
                door.sessions().channels().publish("a", 2, large);
                quick.readPacket();
            }
            five.readPacket();
            five.expect("E0 01 97").expectClosed();
            assertThat(door.counted("rialto.mqtt.slow.clients")).isEqualTo(1);
            assertThat(door.dropped(DropReason.SLOW_CONSUMER)).isEqualTo(4);

            quick.send("40 02 00 01 40 02 00 02 40 02 00 03 40 02 00 04 40 02 00 05");
            for (String one : all) {
                door.sessions().channels().publish("b", 1, one);
                quick.readPacket();
            }
            for (int i = 1; i <= 20; i++) {
                three.readPacket();
            }
            three.expectClosed();
            assertThat(door.counted("rialto.mqtt.slow.clients")).isEqualTo(2);
            quick.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void countsForAWindowOnlyWhatItsClientGets() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "21 00 01")).readPacket();
            client.send(packet("82", "00 01 00" + text("a") + "05")).expect("90 04 00 01 00 01");
            door.sessions().channels().publish("a", 1, "1", "2");
            client.expect(packet("32", text("a") + "00 01 02 01 01 31"));

            for (int i = 0; i < 8; i++) {
                client.send(packet("30", text("a") + "00" + "78".repeat(1500)));
            }
            client.send("C0 00").expect("D0 00");
            client.send("40 02 00 01").expect(packet("32", text("a") + "00 02 02 01 01 32"));
            assertThat(door.dropped(DropReason.SLOW_CONSUMER)).isZero();
        }
    }

    @Test
    void dropsForWhoDoesNotReadAndGoesOnAfterwards() throws Exception {
        try (RawClient slow = door.raw5("alice");
                RawClient quick = door.raw5("bob")) {
            slow.send(packet("82", "00 01 00" + text("a") + "00")).expect("90 04 00 01 00 00");
            quick.send(packet("82", "00 01 00" + text("q") + "00")).expect("90 04 00 01 00 00");
            String large = "x".repeat(100_000);
            int published = 0;
            while (published < 400 && door.dropped(DropReason.SLOW_CONSUMER) == 0) {
                door.sessions().channels().publish("a", 0, large);
                published++;
                door.sessions().channels().publish("q", 0, "y");
                quick.expect(packet("30", text("q") + "02 01 01 79"));
            }
            assertThat(door.dropped(DropReason.SLOW_CONSUMER)).isPositive();

            door.sessions().channels().publish("a", 0, "behind the gap");
            door.sessions().channels().publish("a", 0, "end");
            int next = 1;
            for (String packet = ""; !packet.endsWith("65 6E 64"); next++) {
                packet = slow.readPacket();
                String gap = RawClient.gap(packet);
                if (!gap.isEmpty()) {
                    assertThat(gap).startsWith(next + "-");
                    next = Integer.parseInt(gap.substring(gap.indexOf('-') + 1)) + 1;
                }
            }
            assertThat(next - 1).as("all were delivered, or told missing").isEqualTo(published + 2);
            door.sessions().channels().publish("a", 0, "after");
            assertThat(RawClient.gap(slow.readPacket())).isEmpty();
        }
    }

    @Test
    void closesWhoReadsNothingForTooLong() throws Exception {
        RawClient slow = door.raw5("alice");
        RawClient quick = door.raw5("bob");
        slow.send(packet("82", "00 01 00" + text("a") + "00")).expect("90 04 00 01 00 00");
        quick.send(packet("82", "00 01 00" + text("q") + "00")).expect("90 04 00 01 00 00");
        String large = "x".repeat(100_000);
        // One at a time, so that all that the system buffers is full at last, not only this turn's share.
        for (int i = 1; i <= 300; i++) {
            door.sessions().channels().publish("a", 0, large);
            door.sessions().channels().publish("q", 0, "y");
            quick.readPacket();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> door.metrics().open() == 1);
        quick.send("C0 00").expect("D0 00");
        slow.close();
        quick.close();
    }

    @Test
    void deliversToManyOnceEach() throws Exception {
        RawClient[] clients = new RawClient[50];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = i % 2 == 0 ? door.raw5("c" + i) : door.raw3("c" + i);
            clients[i].send(packet("82", "00 01" + (i % 2 == 0 ? "00" : "") + text("a") + "01"));
            clients[i].readPacket();
        }
        for (int n = 0; n < 3; n++) {
            door.sessions().channels().publish("a", 1, "m" + n);
        }
        for (RawClient client : clients) {
            for (int n = 0; n < 3; n++) {
                assertThat(client.readPacket()).endsWith("6D 3" + n);
            }
            client.close();
        }
    }
}
