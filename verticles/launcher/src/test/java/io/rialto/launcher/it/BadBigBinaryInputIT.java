package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.BigBinaryBytes;
import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Neighbours;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawSocket;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile clients send to the big-binary door, beside good clients of this door, of two others, who must not notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadBigBinaryInputIT {
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 1001;
    private static final int TOO_LARGE = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int RATE_LIMITED = 1004;
    private static final int OVERLOADED = 1005;
    private static final int TIMEOUT = 1006;
    private static final int UNAUTHENTICATED = 1101;
    private static final int FORBIDDEN = 1103;
    private static final int NOT_FOUND = 1201;
    private static final int WELCOME = 0x81;
    private static final int REFUSED = 0x82;
    private static final int REJECTED = 0x8C;
    private static final int BYE = 0x9F;
    private static final int PUBLISH = 0x20;
    private static final int A_PIECE = 2;
    private static final int HANDLE_AT = 6;
    /** Stands for the handle that is told when the test runs. */
    private static final int HIS = 1;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension().with("listeners.loginTimeout", "2s");

    private static Neighbours neighbours;

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;
    private String mallory;
    private BigBinaryDevice good;

    @BeforeAll
    static void moveIn(NodeUnderTest running) {
        neighbours = new Neighbours(running);
    }

    @AfterAll
    static void moveOut() {
        neighbours.close();
    }

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        mallory = node.accounts().make("mallory");
        good = open(BigBinaryDevice.signedIn(node, node.accounts().make("good"), "phone"));
    }

    @AfterEach
    void nobodyElseNotices() throws Exception {
        assertThat(good.ping()).succeedsWithin(SOON);
        for (AutoCloseable one : open) {
            one.close();
        }
        Neighbours.Game game = neighbours.lately();
        assertThat(game.max()).as("neighbours: " + game).isLessThan(BOUND);
    }

    private static BigBinaryBytes body() {
        return new BigBinaryBytes();
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of("4 GB", body().frame(1, 0, 0xFFFF_FFFFL), TOO_LARGE),
                Arguments.of("2 GB", body().frame(1, 0, 0x8000_0000L), TOO_LARGE),
                Arguments.of("a frame above the limit before the sign-in", body().frame(1, 0, 20_000), TOO_LARGE),
                Arguments.of("a frame of no bytes", body().frame(1, 0, 0), BAD_REQUEST),
                Arguments.of("a frame without flags", body().frame(1, 0, 1), BAD_REQUEST),
                Arguments.of("HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8), TOO_LARGE),
                Arguments.of("a ping", body().u32(1).frame(3, 0), UNAUTHENTICATED),
                Arguments.of("a message", body().u32(1).text16("x").frame(4, 0), UNAUTHENTICATED),
                Arguments.of("a frame to a room", body().u32(1).frame(PUBLISH, 0), UNAUTHENTICATED),
                Arguments.of("an unknown type", body().frame(0x7F, 0), UNSUPPORTED),
                Arguments.of("flags of HELLO", body().u32(1).frame(1, 1), UNSUPPORTED),
                Arguments.of(
                        "another magic",
                        body().u32(0x48545450).raw(new byte[20]).frame(1, 0),
                        BAD_REQUEST),
                Arguments.of("a HELLO that ends early", Arrays.copyOf(hello(), 20), -1),
                Arguments.of("a HELLO that ends late", late(), BAD_REQUEST));
    }

    private static byte[] hello() {
        return BigBinaryBytes.hello(BigBinaryBytes.BY_TOKEN, "", "x", "phone", 0);
    }

    private static byte[] late() {
        byte[] longer = Arrays.copyOf(hello(), hello().length + 1);
        ByteBuffer.wrap(longer).putInt(longer.length - 4);
        return longer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void closesAConnectionThatBeginsWith(String what, byte[] bytes, int code) {
        RawSocket bad = socket();

        bad.send(bytes);
        if (code < 0) {
            bad.finish();
        }

        assertThat(bye(bad)).as(what).isEqualTo(code);
    }

    @Test
    void refusesCredentialsThatAreNone() {
        for (byte[] hello : List.of(
                BigBinaryBytes.hello(1, "", "no-token", "phone", 0),
                BigBinaryBytes.hello(1, "", "", "phone", 0),
                BigBinaryBytes.hello(2, mallory, "wrong", "phone", 0),
                BigBinaryBytes.hello(2, "' OR '1'='1", "x", "phone", 0))) {
            RawSocket bad = socket();

            bad.send(hello);

            assertThat(bye(bad)).isIn(UNAUTHENTICATED, BAD_REQUEST);
        }
    }

    static Stream<Arguments> framesThatAreWrong() {
        BigBinaryBytes publish = body().u32(1).u64(1).u8(7);
        return Stream.of(
                Arguments.of("4 GB", body().frame(3, 0, 0xFFFF_FFFFL), TOO_LARGE),
                Arguments.of("2 MiB", body().frame(PUBLISH, 0, 2 << 20), TOO_LARGE),
                Arguments.of("a second HELLO", hello(), -1),
                Arguments.of("an unknown type", body().frame(0x09, 0), UNSUPPORTED),
                Arguments.of("an answer", body().u32(1).frame(0x83, 0), UNSUPPORTED),
                Arguments.of("unknown flags", body().u32(1).frame(PUBLISH, 4), UNSUPPORTED),
                Arguments.of("a ping without its number", body().frame(3, 0), BAD_REQUEST),
                Arguments.of("a ping that ends late", body().u64(1).frame(3, 0), BAD_REQUEST),
                Arguments.of("half an acknowledgement", body().u32(1).frame(8, 0), BAD_REQUEST),
                Arguments.of("half a frame of a room", body().u32(1).frame(PUBLISH, 0), BAD_REQUEST),
                Arguments.of("a lane longer than its frame", publish.u8(5).frame(PUBLISH, 0), BAD_REQUEST),
                Arguments.of(
                        "a lane that is no UTF-8",
                        body().u32(1).u64(1).u8(7).u8(2).u8(0xC3).u8(0x28).frame(PUBLISH, 0),
                        BAD_REQUEST),
                Arguments.of(
                        "half a piece", body().u32(1).u64(1).u8(7).u8(0).u64(1).frame(PUBLISH, A_PIECE), BAD_REQUEST),
                Arguments.of(
                        "a filter longer than its frame", body().u32(1).u8(0xFF).frame(5, 0), BAD_REQUEST),
                Arguments.of("a filter with NUL", body().u32(1).text16("a\0b").frame(5, 0), BAD_REQUEST),
                Arguments.of(
                        "255 attributes that are not there",
                        body().u32(1).text16("c:x").text8("").text8("").u8(0xFF).frame(4, 0),
                        BAD_REQUEST),
                Arguments.of(
                        "255 publishers that are not there",
                        body().u32(1).text8("s:x").text8("0").u8(0xFF).frame(0x17, 0),
                        BAD_REQUEST),
                Arguments.of("a goodbye that ends late", body().u8(0).frame(2, 0), BAD_REQUEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesThatAreWrong")
    void closesAConnectionAfter(String what, byte[] bytes, int code) {
        RawSocket bad = signedIn();

        bad.send(bytes);

        int told = bye(bad);
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
    }

    static Stream<Arguments> requestsThatAreRefused() {
        return Stream.of(
                Arguments.of("a message to nobody", said("nobody-knows-this"), NOT_FOUND),
                Arguments.of("a message to no name", said("g:a/b"), BAD_REQUEST),
                Arguments.of("a message to no group", said("g:nobody-knows-this"), -1),
                Arguments.of("a message to a wildcard", said("c:a/#"), BAD_REQUEST),
                Arguments.of("a message into the inbox of another", said("c:$user/x"), -1),
                Arguments.of(
                        "a look at a group", body().u32(1).text16("$group/x").frame(5, 0), -1),
                Arguments.of(
                        "a look at the system", body().u32(1).text16("$SYS/#").frame(5, 0), -1),
                Arguments.of(
                        "a look at every inbox",
                        body().u32(1).text16("$inbox/#").frame(5, 0),
                        -1),
                Arguments.of("a window of 0", body().u32(1).u8(0).frame(7, 0), BAD_REQUEST),
                Arguments.of("an unknown preset", body().u32(1).u8(9).text8("").frame(0x10, 0), -1),
                Arguments.of(
                        "the end of a room that is not",
                        body().u32(1).text8("s:x").frame(0x11, 0),
                        NOT_FOUND),
                Arguments.of("no stream room", body().u32(1).text8("g:x").frame(0x13, 0), BAD_REQUEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatAreRefused")
    void refusesAndGoesOn(String what, byte[] bytes, int code) {
        RawSocket bad = signedIn();

        bad.send(bytes);

        ByteBuffer refused = next(bad, REFUSED);
        assertThat(refused.getInt()).isEqualTo(1);
        int told = refused.getShort();
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
        bad.send(body().u32(2).frame(3, 0));
        assertThat(next(bad, 0x84).getInt()).isEqualTo(2);
    }

    static Stream<Arguments> piecesThatAreWrong() {
        return Stream.of(
                Arguments.of("beyond its payload", piece(1, 100, 50), BAD_REQUEST),
                Arguments.of("of a payload of 2^63 bytes", piece(1, 0, Long.MIN_VALUE), -1),
                Arguments.of("of a payload of 1 GiB", piece(1, 0, 1 << 30), TOO_LARGE),
                Arguments.of("at 2^63", piece(1, Long.MIN_VALUE, 100), BAD_REQUEST),
                Arguments.of("at the end of all numbers", piece(1, Long.MAX_VALUE, Long.MAX_VALUE), -1),
                Arguments.of("of a payload of no bytes", piece(1, 0, 0), -1),
                Arguments.of("with a number above 2^63", numbered(-1), BAD_REQUEST),
                Arguments.of(
                        "on no lane", body().u32(HIS).u64(0).u8(0).text8("a/#").frame(PUBLISH, 0), BAD_REQUEST),
                Arguments.of("to a handle nobody gave", numbered(Integer.MAX_VALUE, 5), NOT_FOUND));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("piecesThatAreWrong")
    void rejectsAFrame(String what, byte[] bytes, int code) {
        RawSocket bad = signedIn();
        bad.send(body().u32(1).u8(0).text8("").frame(0x10, 0));
        int handle = next(bad, 0x90).getInt(4);
        ByteBuffer frame = ByteBuffer.wrap(bytes);

        bad.send(
                frame.getInt(HANDLE_AT) == HIS ? frame.putInt(HANDLE_AT, handle).array() : bytes);

        int told = next(bad, REJECTED).getShort(12);
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
    }

    @Test
    void closesWhoSendsMorePiecesThanTheWindow() {
        String room = good.create().room();
        RawSocket slow = signedIn(1024);
        slow.send(body().u32(1).text8(room).text8("").u8(0).frame(0x17, 0));
        next(slow, 0x91);
        good.grant(room, mallory);
        RawSocket bad = signedIn();
        bad.send(body().u32(1).text8(room).frame(0x13, 0));
        int handle = next(bad, 0x90).getInt(4);

        for (int i = 0; i < 64; i++) {
            bad.send(body().u32(handle)
                    .u64(0)
                    .u8(0)
                    .text8("")
                    .u64(1)
                    .u64(i * 65_536L)
                    .u64(64 << 20)
                    .raw(new byte[65_536])
                    .frame(PUBLISH, A_PIECE));
        }

        assertThat(bye(bad)).isEqualTo(OVERLOADED);
    }

    @Test
    void survivesWindowsThatGiveBackWhatWasNeverTaken() {
        BigBinaryDevice.Place room = good.create();
        RawSocket bad = signedIn(1000);
        bad.send(body().u32(1).text8(room.room()).text8("").u8(0).frame(0x17, 0));
        next(bad, 0x91);

        for (int i = 0; i < 100; i++) {
            bad.send(body().u32(0xFFFF_FFFFL).frame(0x21, 0));
        }
        Wait.get(good.publish(room.handle(), 1, new byte[] {1}));

        assertThat(nextOrBye(bad, 0x8A)).isTrue();
    }

    @Test
    void refusesTheSeventeenthUnansweredMessage() {
        RawSocket bad = signedIn();
        byte[] one = said("g:nobody-knows-this");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            all.writeBytes(one);
        }

        bad.send(all.toByteArray());

        boolean limited = false;
        for (int i = 0; i < 200; i++) {
            limited |= next(bad, REFUSED).getShort(4) == RATE_LIMITED;
        }
        assertThat(limited).isTrue();
    }

    @Test
    void closesWhoNeverSignsIn() {
        List<RawSocket> silent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            silent.add(socket());
        }
        RawSocket dripping = socket();
        byte[] hello = hello();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> bye(silent.get(0)));
        int[] sent = {0};

        Wait.until("the end of the first", SOON, () -> {
            if (sent[0] < hello.length / 2) {
                dripping.send(new byte[] {hello[sent[0]++]});
            }
            return code.isDone();
        });

        assertThat(Wait.get(code)).isEqualTo(TIMEOUT);
        silent.subList(1, silent.size()).forEach(one -> assertThat(bye(one)).isEqualTo(TIMEOUT));
        assertThat(bye(dripping)).isEqualTo(TIMEOUT);
    }

    @Test
    void forgetsHalfAFrameOfAClientThatGoes() {
        BigBinaryDevice.Place room = good.create();
        BigBinaryDevice viewer =
                open(BigBinaryDevice.signedIn(node, node.accounts().make("viewer"), ""));
        viewer.subscribe(room.room());
        good.grant(room.room(), mallory);
        RawSocket bad = signedIn();
        bad.send(body().u32(1).text8(room.room()).frame(0x13, 0));
        int handle = next(bad, 0x90).getInt(4);
        byte[] frame =
                body().u32(handle).u64(1).u8(0).text8("").raw(new byte[1000]).frame(PUBLISH, 0);

        bad.send(Arrays.copyOf(frame, frame.length - 1)).cut();
        Wait.get(good.publish(room.handle(), 1, new byte[] {7}));

        assertThat(viewer.frames().awaitSize(1).get(0).body().getBytes()).containsExactly(7);
    }

    @Test
    void letsNobodyPublishInTheRoomOfAnother() {
        BigBinaryDevice.Place room = good.create();
        RawSocket bad = signedIn();
        bad.send(body().u32(1).text8(room.room()).text8("").u8(0).frame(0x17, 0));
        int handle = next(bad, 0x91).getInt(4);

        bad.send(numbered(handle, 5));
        assertThat(next(bad, REJECTED).getShort(12)).isEqualTo((short) FORBIDDEN);
        bad.send(body().u32(2).text8(room.room()).text8(mallory).frame(0x12, 0));
        assertThat(next(bad, REFUSED).getShort(4)).isEqualTo((short) FORBIDDEN);
        bad.send(body().u32(3).text8(room.room()).frame(0x11, 0));
        assertThat(next(bad, REFUSED).getShort(4)).isEqualTo((short) FORBIDDEN);
    }

    @Test
    void tellsTheSameOfAGroupThatIsNotHisAsOfOneThatIsNot() {
        WsClient owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
        String group = "g:" + Accounts.fresh("private");
        owner.call("room.create", new JsonObject().put("room", group));
        RawSocket bad = signedIn();

        bad.send(said(group));
        int there = next(bad, REFUSED).getShort(4);
        bad.send(said("g:nobody-knows-this"));

        assertThat(there).isEqualTo(next(bad, REFUSED).getShort(4)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000, Long.MAX_VALUE, -1})
    void survivesAcknowledgementsOfWhatWasNeverSent(long iseq) {
        RawSocket bad = signedIn();
        bad.send(body().u32(1).u8(64).frame(7, 0));
        next(bad, 0x86);

        bad.send(body().u64(iseq).frame(8, 0));
        bad.send(body().u32(2).frame(3, 0));
        next(bad, 0x84);
        assertThat(good.send(mallory, "", "still here")).succeedsWithin(SOON);

        assertThat(next(bad, 0x89).getLong()).isEqualTo(1);
    }

    private static byte[] said(String room) {
        return body().u32(1).text16(room).text8("").text8("").u8(0).u8('x').frame(4, 0);
    }

    private static byte[] piece(long payload, long offset, long total) {
        return body().u32(HIS)
                .u64(0)
                .u8(0)
                .text8("")
                .u64(payload)
                .u64(offset)
                .u64(total)
                .raw(new byte[10])
                .frame(PUBLISH, A_PIECE);
    }

    private static byte[] numbered(long number) {
        return numbered(HIS, number);
    }

    private static byte[] numbered(int handle, long number) {
        return body().u32(handle).u64(number).u8(0).text8("").u8('x').frame(PUBLISH, 0);
    }

    private RawSocket socket() {
        return open(RawSocket.connect(node.port("bigbinary")));
    }

    private RawSocket signedIn() {
        return signedIn(0);
    }

    private RawSocket signedIn(int window) {
        RawSocket socket = socket();
        socket.send(BigBinaryBytes.hello(1, "", node.accounts().token(mallory), Accounts.fresh("raw"), window));
        next(socket, WELCOME);
        return socket;
    }

    /** The body of the next frame of a type. */
    private static ByteBuffer next(RawSocket socket, int type) {
        ByteBuffer frame = frame(socket);
        while (frame != null && type(frame) != type && type(frame) != BYE) {
            frame = frame(socket);
        }
        assertThat(frame).as("a frame of type %02X", type).isNotNull();
        assertThat(type(frame)).as("the type of the frame").isEqualTo(type);
        return frame.position(2).slice();
    }

    /** Whether a frame of a type comes, or a BYE. */
    private static boolean nextOrBye(RawSocket socket, int type) {
        ByteBuffer frame = frame(socket);
        while (frame != null && type(frame) != type && type(frame) != BYE) {
            frame = frame(socket);
        }
        return frame != null;
    }

    /** The code of the BYE that is the last frame; -1 where the connection ends without one. */
    private static int bye(RawSocket socket) {
        int code = -1;
        for (ByteBuffer frame = frame(socket); frame != null; frame = frame(socket)) {
            code = type(frame) == BYE ? frame.getShort(2) : -1;
        }
        return code;
    }

    /** The next frame behind its length; null where the connection ends instead. */
    private static ByteBuffer frame(RawSocket socket) {
        byte[] length = socket.read(4, SOON);
        if (length.length < 4) {
            return null;
        }
        byte[] frame = socket.read(ByteBuffer.wrap(length).getInt(), SOON);
        return frame.length < 2 ? null : ByteBuffer.wrap(frame);
    }

    private static int type(ByteBuffer frame) {
        return frame.get(0) & 0xFF;
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
