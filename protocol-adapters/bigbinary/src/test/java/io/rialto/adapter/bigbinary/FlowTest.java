package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.frame;
import static io.rialto.adapter.bigbinary.TestClient.text8;
import static io.rialto.adapter.bigbinary.TestClient.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client gets when much is for it: its window, its gaps, its end. */
@ExtendWith(NoLeaks.class)
class FlowTest {
    private static final String TOPIC = "$stream/show";

    private TestDoor door;

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void keepsToTheWindowOfTheClient() throws Exception {
        door = new TestDoor();
        try (TestClient client = listening(1000)) {
            // One run of four frames: the window takes it in parts.
            publish(relayed(1, 400), relayed(2, 400), relayed(3, 400), relayed(4, 1500));
            assertThat(seq(client.readFrame("8A"))).isEqualTo(1);
            assertThat(seq(client.readFrame("8A"))).isEqualTo(2);
            client.ping();

            client.send(window(400));
            assertThat(seq(client.readFrame("8A"))).isEqualTo(3);
            client.send(window(799)).ping();
            client.send(window(1));
            assertThat(seq(client.readFrame("8A")))
                    .as("larger than the window: alone")
                    .isEqualTo(4);
            publish(relayed(5, 1));
            client.ping();
            client.send(window(1500));
            assertThat(seq(client.readFrame("8A"))).isEqualTo(5);
        }
    }

    @Test
    void letsEverythingElseOvertakeFrames() throws Exception {
        door = new TestDoor();
        try (TestClient client = listening(1)) {
            client.send(frame("05 00", u32(2) + TestClient.text16("c"))).readFrame("83");
            publish(relayed(1, 1), relayed(2, 1));
            door.sessions().channels().publish("c", 0, "small");

            assertThat(seq(client.readFrame("8A"))).isEqualTo(1);
            client.readFrame("87");
            client.ping();
            client.send(window(1));
            assertThat(seq(client.readFrame("8A"))).isEqualTo(2);
        }
    }

    @Test
    void putsSmallFramesBetweenPieces() throws Exception {
        door = new TestDoor();
        try (TestClient client = listening(0)) {
            for (int i = 0; i < 64; i++) {
                publish(
                        new Frame(
                                2 * i + 1,
                                0,
                                new AccountId("al"),
                                Content.untyped(new byte[16_384]),
                                0,
                                false,
                                false,
                                1,
                                Long.MAX_VALUE,
                                new LanePart("file", 0, 0, new Piece(1, i * 16_384L, 1 << 20))),
                        relayed(2 * i + 2, 1));
            }

            for (int seq = 1; seq <= 128; seq++) {
                assertThat(seq(client.readFrame("8A"))).isEqualTo(seq);
            }
        }
    }

    @Test
    void dropsTheOldestAndTellsTheGapWithinTheBound() throws Exception {
        door = new TestDoor("listeners.queueBytes=4096");
        try (TestClient client = listening(1000)) {
            publish(relayed(1, 1000));
            for (int i = 2; i <= 50; i++) {
                publish(relayed(i, 1000));
            }
            client.readFrame("8A");
            client.ping();
            assertThat(door.waitingBytes()).isBetween(2000.0, 4096.0);
            assertThat(door.dropped(DropReason.SLOW_CONSUMER)).isEqualTo(46);

            client.send(window(1000));
            ByteBuffer gap = ByteBuffer.wrap(client.readFrame("88"));
            assertThat(gap.get()).isEqualTo((byte) 1);
            assertThat(List.of(gap.getLong(), gap.getLong(), gap.getLong())).containsExactly(1L, 2L, 47L);
            assertThat(seq(client.readFrame("8A"))).isEqualTo(48);
        }
        await().until(() -> door.waitingBytes() == 0);
    }

    @Test
    void closesWhoGivesNothingBack() throws Exception {
        door = new TestDoor("listeners.slowTimeout=1s");
        try (TestClient client = listening(1)) {
            publish(relayed(1, 1), relayed(2, 1));
            client.readFrame("8A");

            client.expectBye(1005);
        }
        await().until(() -> door.session("bob").closes() == 1);
    }

    @Test
    void boundsWhatWaitsForASlowReaderBesideAGoodOne() throws Exception {
        door = new TestDoor("listeners.queueBytes=65536");
        try (TestClient slow = listening(0);
                TestClient good = door.signedIn("good")) {
            listen(good);
            for (int i = 1; i <= 400; i++) {
                publish(relayed(i, 32_768));
                assertThat(seq(good.readFrame("8A"))).isEqualTo(i);
                assertThat(door.waitingBytes()).isLessThanOrEqualTo(65_536 + 32_900);
            }

            List<Long> seqs = new ArrayList<>();
            int gaps = 0;
            while (seqs.isEmpty() || seqs.get(seqs.size() - 1) < 400) {
                String next = slow.readFrame();
                boolean frame = next.startsWith("8A", 8);
                gaps += frame ? 0 : 1;
                if (frame) {
                    seqs.add(seq(TestClient.bytes(next.substring(12))));
                }
            }
            assertThat(gaps).isPositive();
            assertThat(seqs).isSorted().doesNotHaveDuplicates();
        }
    }

    private TestClient listening(long window) throws Exception {
        TestClient client = door.signedIn("bob", window);
        listen(client);
        return client;
    }

    private static void listen(TestClient client) throws Exception {
        client.send(frame("17 00", u32(9) + text8("s:show") + "00 00")).readFrame("91");
    }

    private void publish(Frame... frames) {
        door.sessions().channels().publish(TOPIC, List.of(frames));
    }

    private static String window(int bytes) {
        return frame("21 00", u32(bytes));
    }

    private static long seq(byte[] frame) {
        return ByteBuffer.wrap(frame).getLong(12);
    }

    private static Frame relayed(long seq, int length) {
        return new Frame(
                seq,
                0,
                new AccountId("al"),
                Content.untyped(new byte[length]),
                0,
                false,
                false,
                1,
                Long.MAX_VALUE,
                new LanePart("0", 0, 0));
    }
}
