package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.stream.RoomHandles;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of stream rooms as their subscribers see them. */
class StreamFramesTest {
    private static final String TOPIC = "$stream/show";

    private TestNode node;
    private JdkClient client;

    @BeforeEach
    void start() {
        node = new TestNode("listeners.queueBytes=65536");
        client = node.signedIn("alice", "phone");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "9, 7, cam, bob, hi, 01 00 07 03 00000001 0000000000000001 0000000000000009 03 63616d 626f62 6869",
        "1, 255, 0, a, '', 01 00 ff 01 00000001 0000000000000001 0000000000000001 01 30 61",
        "258, 0, ü, b, x, 01 00 00 02 00000001 0000000000000001 0000000000000102 01 c3bc 62 78",
    })
    void looksAsDocumented(long seq, int kind, String lane, String from, String body, String hex) {
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");

        publish(frame(seq, 0, from, kind, lane, body));

        assertThat(client.awaitBinaries(1).get(0)).containsExactly(bytes(hex));
    }

    @Test
    void showsPieces() {
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");
        Frame whole = frame(9, 0, "bob", 7, "cam", "hi");
        LanePart place = new LanePart("cam", 7, 0, new Piece(-1, 9, 67_108_864));

        publish(new Frame(9, 0, whole.from(), whole.content(), 0, false, false, 1, Long.MAX_VALUE, place));

        assertThat(client.awaitBinaries(1).get(0))
                .containsExactly(bytes("01 02 07 03 00000001 0000000000000001 0000000000000009 03 63616d 626f62 "
                        + "ffffffffffffffff 0000000000000009 0000000004000000 6869"));
    }

    @Test
    void isTheSameBytesForAllSubscribersHoweverTheyCame() {
        JdkClient other = node.signedIn("bob", "other");
        other.ask("1", "lane.sub", "{\"room\":\"s:another\"}");
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");
        assertThat(other.ask("2", "room.join", "{\"room\":\"s:show\"}")).contains("\"handle\":2");
        other.ask("3", "lane.sub", "{\"room\":\"s:show\"}");

        publish(frame(1, 0, "c", 0, "0", "one"), frame(2, 0, "c", 0, "0", "two"));

        assertThat(client.awaitBinaries(2)).hasSize(2);
        assertThat(other.awaitBinaries(2)).containsExactlyElementsOf(client.binaries());
    }

    @Test
    void encodesARunOnce() {
        RoomHandles handles = new RoomHandles();
        handles.hold(new RoomId("s:show"));
        StreamFrames format = new StreamFrames(handles);
        Run run = new Run(TOPIC, 1, List.of(frame(1, 0, "a", 0, "0", "x"), frame(2, 0, "a", 0, "0", "y")));

        ByteBuf encoded = run.encoded(format);

        assertThat(run.encoded(format)).isSameAs(encoded);
        assertThat(ByteBufUtil.getBytes(encoded))
                .containsExactly(bytes("821c 01000001 00000001 0000000000000001 0000000000000001 01 30 61 78"
                        + "821c 01000001 00000001 0000000000000001 0000000000000002 01 30 61 79"));
        run.release();
        assertThat(encoded.refCnt()).isZero();
    }

    @Test
    void isNothingWhereNoConnectionKnowsTheRoom() {
        Run run = new Run(TOPIC, 1, List.of(frame(1, 0, "a", 0, "0", "x")));

        assertThat(run.encoded(new StreamFrames(new RoomHandles())).isReadable())
                .isFalse();
        run.release();
    }

    @Test
    void leavesOutItsOwnFramesOnly() {
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");
        long mine = node.sessions().ofDevice("phone").info().id().value();

        publish(
                frame(1, mine, "alice", 0, "0", "mine"),
                frame(2, mine + 64, "bob", 0, "0", "of a neighbour"),
                frame(3, mine, "alice", 0, "0", "mine too"));
        publish(frame(4, mine, "alice", 0, "0", "all mine"));
        publish(frame(5, 0, "bob", 0, "0", "end"));

        assertThat(client.awaitBinaries(2)).extracting(StreamFramesTest::seq).containsExactly(2L, 5L);
    }

    @Test
    void offersKeptFramesAfterTheAnswer() {
        try (RawClient raw = signedInRaw()) {
            node.sessions().ofDevice("slow").answer(StreamCommand.SubscribeLane.class, asked -> {
                Run kept = new Run(TOPIC, 1, List.of(frame(8, 0, "bob", 0, "0", "kept")));
                asked.subscriber().offer(kept);
                kept.release();
                return Future.succeededFuture(new StreamSubscribed(new StreamPlace(1, 8), 3));
            });
            raw.text("{\"id\":1,\"op\":\"lane.sub\",\"args\":{\"room\":\"s:show\",\"from\":{\"epoch\":1,\"seq\":4}}}");

            assertThat(raw.read().text()).contains("\"id\":1,\"code\":0", "\"handle\":1");
            assertThat(raw.read().text()).contains("\"ev\":\"gap\"", "\"from\":5,\"to\":7");
            assertThat(raw.read().opcode()).isEqualTo(2);
        }
    }

    @Test
    void deliversNothingAfterTheEnd() {
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");
        client.ask("2", "lane.sub", "{\"room\":\"s:other\"}");

        node.sessions().ofDevice("phone").push(new Push.StreamEnded(new RoomId("s:show"), Push.StreamEnd.REMOVED));
        assertThat(client.awaitMessage("ended")).contains("\"why\":\"removed\"");
        publish(frame(1, 0, "bob", 0, "0", "late"));
        node.sessions().channels().publish("$stream/other", List.of(frame(2, 0, "bob", 0, "0", "x")));

        assertThat(client.awaitBinaries(1)).extracting(StreamFramesTest::seq).containsExactly(2L);
    }

    @Test
    void deliversFramesOfTheLargestSize() {
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");

        publish(frame(1, 0, "bob", 0, "0", "x".repeat(1_048_576)));

        assertThat(client.awaitBinaries(1).get(0)).hasSize(25 + 1 + 3 + 1_048_576);
    }

    @Test
    void tellsGapsToASlowReaderAndTheOthersNothing() {
        client.ask("1", "lane.sub", "{\"room\":\"s:show\"}");
        try (RawClient slow = signedInRaw()) {
            slow.text("{\"id\":1,\"op\":\"lane.sub\",\"args\":{\"room\":\"s:show\"}}");
            slow.read();
            publishMuch();

            List<String> events = new ArrayList<>();
            List<Long> seqs = readUntil(slow, 400, events);
            assertThat(events)
                    .isNotEmpty()
                    .allMatch(one -> one.matches("\\{\"ev\":\"gap\",\"room\":\"s:show\",\"epoch\":1,\"from\":\\d+,"
                            + "\"to\":\\d+,\"reason\":\"slow_consumer\"}"));
            assertThat(seqs).isSorted().doesNotHaveDuplicates();
            assertThat(client.messages()).noneMatch(one -> one.contains("gap"));
        }
    }

    /** More than sockets take, no faster than the good client reads. */
    private void publishMuch() {
        String body = "x".repeat(32 * 1024);
        for (int i = 1; i <= 400; i++) {
            int count = i;
            publish(frame(i, 0, "bob", 0, "0", body));
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> client.binaries().size() == count);
        }
    }

    private static List<Long> readUntil(RawClient client, long last, List<String> events) {
        List<Long> seqs = new ArrayList<>();
        while (seqs.isEmpty() || seqs.get(seqs.size() - 1) < last) {
            RawClient.Frame frame = client.read();
            if (frame.opcode() == 1) {
                events.add(frame.text());
            } else {
                seqs.add(seq(frame.payload().getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        return seqs;
    }

    private RawClient signedInRaw() {
        RawClient raw = node.raw(WebSocketDoor.PATH);
        raw.text("{\"id\":0,\"op\":\"auth\",\"args\":{\"token\":\"slow\",\"dev\":\"slow\",\"sync\":\"none\"}}");
        assertThat(raw.read().text()).contains("\"code\":0");
        return raw;
    }

    private void publish(Frame... frames) {
        node.sessions().channels().publish(TOPIC, List.of(frames));
    }

    private static long seq(byte[] frame) {
        return ByteBuffer.wrap(frame).getLong(16);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static Frame frame(long seq, long session, String from, int kind, String lane, String body) {
        Content content = Content.untyped(body.getBytes(StandardCharsets.UTF_8));
        return new Frame(
                seq,
                session,
                new AccountId(from),
                content,
                0,
                false,
                false,
                1,
                Long.MAX_VALUE,
                new LanePart(lane, kind, 0));
    }
}
