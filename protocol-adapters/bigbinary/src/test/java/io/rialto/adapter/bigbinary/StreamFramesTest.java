package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.bytes;
import static io.rialto.adapter.bigbinary.TestClient.frame;
import static io.rialto.adapter.bigbinary.TestClient.hex;
import static io.rialto.adapter.bigbinary.TestClient.text16;
import static io.rialto.adapter.bigbinary.TestClient.text8;
import static io.rialto.adapter.bigbinary.TestClient.u16;
import static io.rialto.adapter.bigbinary.TestClient.u32;
import static io.rialto.adapter.bigbinary.TestClient.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.stream.RoomHandles;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of stream rooms, published, delivered; pieces of larger payloads, their window. */
@ExtendWith(NoLeaks.class)
class StreamFramesTest {
    private static final RoomId SHOW = new RoomId("s:show");
    private static final String TOPIC = "$stream/show";

    private TestDoor door;
    private TestClient client;
    private FakeSession session;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor("listeners.bigbinary.window=1024", "streams.maxFrame=2000", "streams.maxPayload=4096");
        client = door.signedIn("bob");
        session = door.session("bob");
        client.send(frame("13 00", u32(1) + text8("s:show"))).readFrame("90");
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "00000012 20 00 00000001 0000000000000005 07 00 6869, 0, 7, 5, hi",
        "00000013 20 00 00000001 0000000000000000 FF 03 63616D, cam, 255, 0, ''",
        "00000013 20 00 00000001 7FFFFFFFFFFFFFFF 00 02 C3BC 78, ü, 0, 9223372036854775807, x",
    })
    void becomePublications(String hex, String lane, int kind, long number, String body) throws Exception {
        client.send(hex).ping();

        StreamPublication publication = session.streamPublications().get(0);
        assertThat(publication.room()).isEqualTo(SHOW);
        assertThat(publication.lane()).isEqualTo(lane);
        assertThat(publication.kind()).isEqualTo(kind);
        assertThat(publication.number()).isEqualTo(number);
        assertThat(publication.piece()).isNull();
        assertThat(publication.content().bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(body);
        assertThat(publication.receipt().wantsPlace()).isFalse();
    }

    @Test
    void areTakenWithAReceiptWhereThatIsWanted() throws Exception {
        client.send(publish("20 00", 4) + publish("20 01", 5))
                .expect(frame("8B 00", u32(1) + u64(5) + u64(1) + u64(2)));
        session.takeFramesAsRepetitions();
        client.send(publish("20 00", 4) + publish("20 01", 5))
                .expect(frame("8B 01", u32(1) + u64(5) + u64(0) + u64(0)));
    }

    @Test
    void areRejectedWhetherAReceiptIsWantedOrNot() throws Exception {
        session.refusePublications(ErrorCode.FORBIDDEN);
        String rejected = u32(1) + u64(5) + u16(1103) + text16("refused by the test");

        client.send(publish("20 00", 5)).expect(frame("8C 00", rejected));
        client.send(publish("20 01", 5)).expect(frame("8C 00", rejected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "unknown handle, 00000002 0000000000000005 07 00 78, 1201",
        "number of 64 bits, 00000001 8000000000000000 07 00 78, 1001",
        "lane with a slash, 00000001 0000000000000005 07 03 612F62 78, 1001",
    })
    void thatAreWrongAreRejectedButTheConnectionGoesOn(String name, String body, int code) throws Exception {
        client.send(frame("20 00", body));

        assertThat(hex(client.readFrame("8C")).substring(24))
                .startsWith(u16(code).trim());
        client.send(publish("20 00", 6)).ping();
        assertThat(session.streamPublications()).hasSize(1);
    }

    @Test
    void haveALargestSize() throws Exception {
        client.send(publish("20 01", 5, 2001)).readFrame("8C");
        client.send(publish("20 01", 6, 2000)).readFrame("8B");
    }

    @Test
    void lookAsDocumented() throws Exception {
        listen(client);

        publish(relayed(9, 0, "al", new LanePart("cam", 7, 5), "hi"));
        publish(relayed(10, 0, "al", new LanePart("0", 0, 0, new Piece(-1, 2, 10)), "hi"));

        client.expect("00000020 8A 00 00000001 0000000000000001 0000000000000009 07 03 63616D 02 616C 6869");
        client.expect("00000036 8A 02 00000001 0000000000000001 000000000000000A 00 01 30 02 616C "
                + "FFFFFFFFFFFFFFFF 0000000000000002 000000000000000A 6869");
    }

    @Test
    void areEncodedOnceForAllSubscribers() {
        RoomHandles handles = new RoomHandles();
        handles.hold(SHOW);
        StreamFormat format = new StreamFormat(handles);
        Run run = new Run(TOPIC, 1, List.of(relayed(1, 0, "a"), relayed(2, 0, "a")));

        ByteBuf encoded = run.encoded(format);

        assertThat(run.encoded(format)).isSameAs(encoded);
        assertThat(hex(ByteBufUtil.getBytes(encoded)))
                .isEqualTo(hex(bytes(frame("8A 00", u32(1) + u64(1) + u64(1) + "00 01 30 01 61 78")
                        + frame("8A 00", u32(1) + u64(1) + u64(2) + "00 01 30 01 61 78"))));
        run.release();
        assertThat(encoded.refCnt()).isZero();
        Run unknown = new Run("$stream/other", 1, List.of(relayed(1, 0, "a")));
        assertThat(unknown.encoded(format).isReadable()).isFalse();
        unknown.release();
    }

    @Test
    void doNotComeBackToTheirPublisher() throws Exception {
        listen(client);
        long own = session.info().id().value();

        publish(relayed(1, own, "bob"), relayed(2, own + 64, "al"), relayed(3, own, "bob"));
        publish(relayed(4, own, "bob"));
        publish(relayed(5, 0, "al"));

        assertThat(seq(client.readFrame("8A"))).isEqualTo(2);
        assertThat(seq(client.readFrame("8A"))).isEqualTo(5);
    }

    @Test
    void thatAreKeptFollowTheAnswer() throws Exception {
        session.answer(StreamCommand.SubscribeLane.class, asked -> {
            Run kept = new Run(TOPIC, 1, List.of(relayed(8, 0, "al")));
            asked.subscriber().offer(kept);
            kept.release();
            return Future.succeededFuture(new StreamSubscribed(new StreamPlace(1, 8), 0));
        });

        client.send(frame("17 00", u32(9) + text8("s:show") + "00 00")).readFrame("91");
        assertThat(seq(client.readFrame("8A"))).isEqualTo(8);
    }

    @Test
    void comeNoMoreAfterTheEndButGoBeforeIt() throws Exception {
        TestClient bounded = door.signedIn("carol", 1);
        listen(bounded);
        publish(relayed(1, 0, "al"), relayed(2, 0, "al"));
        assertThat(seq(bounded.readFrame("8A"))).isEqualTo(1);

        door.session("carol").push(new Push.StreamEnded(SHOW, Push.StreamEnd.REMOVED));
        bounded.ping();
        publish(relayed(3, 0, "al"));
        bounded.send(window(1));

        assertThat(seq(bounded.readFrame("8A"))).isEqualTo(2);
        bounded.readFrame("8E");
        bounded.ping();
        bounded.close();
    }

    @Test
    void publishPiecesWhichAreGivenBackAsTheySpread() throws Exception {
        session.holdSpreads();
        client.send(piece("20 02", 1, 0, 4096, 512) + piece("20 03", 2, 512, 4096, 512))
                .expect(frame("8B 00", u32(1) + u64(2) + u64(1) + u64(2)));
        client.send(publish("20 01", 3, 1000)).readFrame("8B");
        client.ping();

        session.releaseSpreads(1);
        client.expect(frame("8F 00", u32(512)));
        client.send(piece("20 02", 4, 1024, 4096, 512)).ping();
        session.releaseSpreads(2);
        client.expect(frame("8F 00", u32(512))).expect(frame("8F 00", u32(512)));

        assertThat(session.streamPublications().get(1).piece()).isEqualTo(new Piece(9, 512, 4096));
    }

    @Test
    void areGivenBackSeveralAtOnceWhereTheyAreSmall() throws Exception {
        session.holdSpreads();
        for (int i = 0; i < 8; i++) {
            client.send(piece("20 02", i + 1, i * 100L, 4096, 100));
        }
        client.ping();

        session.releaseSpreads(2);
        client.ping();
        session.releaseSpreads(6);
        client.expect(frame("8F 00", u32(300))).expect(frame("8F 00", u32(300))).expect(frame("8F 00", u32(200)));
    }

    @Test
    void thatExceedTheWindowCloseTheConnection() throws Exception {
        session.holdSpreads();
        client.send(piece("20 02", 1, 0, 4096, 1024)).ping();

        client.send(piece("20 02", 2, 1024, 4096, 1)).expectBye(1005);
        session.releaseSpreads(1);
        await().until(() -> session.closes() == 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "beyond its end, 1, 10, 10, 1001",
        "behind its end, 11, 10, 0, 1001",
        "at a negative offset, -1, 10, 1, 1001",
        "of a negative total, 0, -1, 1, 1001",
        "of a payload above the limit, 0, 4097, 1, 1002"
    })
    void thatLieAreRejectedAndGivenBack(String name, long offset, long total, int length, int code) throws Exception {
        client.send(piece("20 02", 5, offset, total, length));

        assertThat(hex(client.readFrame("8C")).substring(24))
                .startsWith(u16(code).trim());
        if (length > 0) {
            client.expect(frame("8F 00", u32(length)));
        }
        client.ping();
        assertThat(session.streamPublications()).isEmpty();
    }

    @Test
    void thatAreRefusedOrRepeatedAreGivenBack() throws Exception {
        session.takeFramesAsRepetitions();
        client.send(piece("20 02", 5, 0, 100, 10)).expect(frame("8F 00", u32(10)));
        session.refusePublications(ErrorCode.FORBIDDEN);
        client.send(piece("20 02", 6, 0, 100, 10)).readFrame("8C");
        client.expect(frame("8F 00", u32(10)));
    }

    private void listen(TestClient who) throws Exception {
        who.send(frame("17 00", u32(9) + text8("s:show") + "00 00")).readFrame("91");
    }

    private void publish(Frame... frames) {
        door.sessions().channels().publish(TOPIC, List.of(frames));
    }

    private static String window(int bytes) {
        return frame("21 00", u32(bytes));
    }

    private static String publish(String type, long number) {
        return publish(type, number, 1);
    }

    private static String publish(String type, long number, int length) {
        return frame(type, u32(1) + u64(number) + "00 00" + hex(new byte[length]));
    }

    private static String piece(String type, long number, long offset, long total, int length) {
        return frame(type, u32(1) + u64(number) + "00 00" + u64(9) + u64(offset) + u64(total) + hex(new byte[length]));
    }

    private static long seq(byte[] frame) {
        return ByteBuffer.wrap(frame).getLong(12);
    }

    private static Frame relayed(long seq, long session, String from) {
        return relayed(seq, session, from, new LanePart("0", 0, 0), "x");
    }

    private static Frame relayed(long seq, long session, String from, LanePart lane, String body) {
        Content content = Content.untyped(body.getBytes(StandardCharsets.UTF_8));
        return new Frame(seq, session, new AccountId(from), content, 0, false, false, 1, Long.MAX_VALUE, lane);
    }
}
