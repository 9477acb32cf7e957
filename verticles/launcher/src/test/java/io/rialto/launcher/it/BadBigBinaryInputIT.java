package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryBytes;
import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Hostility;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawBigBinary;
import io.rialto.launcher.it.kit.Wait;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What hostile clients send to the big-binary door, beside good clients of this door, of two others, who must not notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadBigBinaryInputIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 1001;
    private static final int TOO_LARGE = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int OVERLOADED = 1005;
    private static final int TIMEOUT = 1006;
    private static final int UNAUTHENTICATED = 1101;
    private static final int PUBLISH = 0x20;
    private static final int A_PIECE = 2;

    @Order(1)
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension().with("listeners.loginTimeout", "2s");

    @Order(2)
    @RegisterExtension
    static final Hostility HOSTILITY = new Hostility(GATEWAY);

    private NodeUnderTest node;
    private String mallory;
    private BigBinaryDevice good;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        mallory = node.accounts().make("mallory");
        good = open(BigBinaryDevice.signedIn(node, node.accounts().make("good"), "phone"));
    }

    @AfterEach
    void theGoodOneIsStillServed() {
        assertThat(good.ping()).succeedsWithin(SOON);
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void closesAConnectionThatBeginsWith(String what, byte[] bytes, int code) {
        RawBigBinary bad = socket();

        bad.send(bytes);
        if (code < 0) {
            bad.finish();
        }

        assertThat(bad.bye()).as(what).isEqualTo(code);
    }

    @Test
    void refusesCredentialsThatAreNone() {
        for (byte[] hello : List.of(
                BigBinaryBytes.hello(1, "", "no-token", "phone", 0),
                BigBinaryBytes.hello(1, "", "", "phone", 0),
                BigBinaryBytes.hello(2, mallory, "wrong", "phone", 0),
                BigBinaryBytes.hello(2, "' OR '1'='1", "x", "phone", 0))) {
            RawBigBinary bad = socket();

            bad.send(hello);

            assertThat(bad.bye()).isIn(UNAUTHENTICATED, BAD_REQUEST);
        }
    }

    static Stream<Arguments> framesThatAreWrong() {
        BigBinaryBytes publish = body().u32(1).u64(1).u8(7);
        return Stream.of(
                Arguments.of("4 GB", body().frame(3, 0, 0xFFFF_FFFFL), TOO_LARGE),
                Arguments.of("2 MiB", body().frame(PUBLISH, 0, 2 << 20), TOO_LARGE),
                Arguments.of("a second HELLO", hello(), -1),
                Arguments.of("an unknown type", body().frame(0x0F, 0), UNSUPPORTED),
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
        RawBigBinary bad = signedIn();

        bad.send(bytes);

        int told = bad.bye();
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
    }

    @Test
    void closesWhoSendsMorePiecesThanTheWindow() {
        String room = good.create().room();
        RawBigBinary slow = signedIn(1024);
        slow.send(body().u32(1).text8(room).text8("").u8(0).frame(0x17, 0));
        slow.next(0x91);
        good.grant(room, mallory);
        RawBigBinary bad = signedIn();
        bad.send(body().u32(1).text8(room).frame(0x13, 0));
        int handle = bad.next(0x90).getInt(4);

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

        assertThat(bad.bye()).isEqualTo(OVERLOADED);
    }

    @Test
    void survivesWindowsThatGiveBackWhatWasNeverTaken() {
        BigBinaryDevice.Place room = good.create();
        RawBigBinary bad = signedIn(1000);
        bad.send(body().u32(1).text8(room.room()).text8("").u8(0).frame(0x17, 0));
        bad.next(0x91);

        for (int i = 0; i < 100; i++) {
            bad.send(body().u32(0xFFFF_FFFFL).frame(0x21, 0));
        }
        Wait.get(good.publish(room.handle(), 1, new byte[] {1}));

        assertThat(bad.hasNextOrBye(0x8A)).isTrue();
    }

    @Test
    void closesWhoNeverSignsIn() {
        List<RawBigBinary> silent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            silent.add(socket());
        }
        RawBigBinary dripping = socket();
        byte[] hello = hello();
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> silent.get(0).bye());
        int[] sent = {0};

        Wait.until("the end of the first", SOON, () -> {
            if (sent[0] < hello.length / 2) {
                dripping.send(new byte[] {hello[sent[0]++]});
            }
            return code.isDone();
        });

        assertThat(Wait.get(code)).isEqualTo(TIMEOUT);
        silent.subList(1, silent.size()).forEach(one -> assertThat(one.bye()).isEqualTo(TIMEOUT));
        assertThat(dripping.bye()).isEqualTo(TIMEOUT);
    }

    @Test
    void forgetsHalfAFrameOfAClientThatGoes() {
        BigBinaryDevice.Place room = good.create();
        BigBinaryDevice viewer =
                open(BigBinaryDevice.signedIn(node, node.accounts().make("viewer"), ""));
        viewer.subscribe(room.room());
        good.grant(room.room(), mallory);
        RawBigBinary bad = signedIn();
        bad.send(body().u32(1).text8(room.room()).frame(0x13, 0));
        int handle = bad.next(0x90).getInt(4);
        byte[] frame =
                body().u32(handle).u64(1).u8(0).text8("").raw(new byte[1000]).frame(PUBLISH, 0);

        bad.send(Arrays.copyOf(frame, frame.length - 1)).cut();
        Wait.get(good.publish(room.handle(), 1, new byte[] {7}));

        assertThat(viewer.frames().awaitSize(1).get(0).body().getBytes()).containsExactly(7);
    }

    private static BigBinaryBytes body() {
        return new BigBinaryBytes();
    }

    private static byte[] hello() {
        return BigBinaryBytes.hello(BigBinaryBytes.BY_TOKEN, "", "x", "phone", 0);
    }

    private static byte[] late() {
        byte[] longer = Arrays.copyOf(hello(), hello().length + 1);
        ByteBuffer.wrap(longer).putInt(longer.length - 4);
        return longer;
    }

    private RawBigBinary socket() {
        return open(RawBigBinary.connect(node));
    }

    private RawBigBinary signedIn() {
        return signedIn(0);
    }

    private RawBigBinary signedIn(int window) {
        return open(RawBigBinary.signedIn(node, mallory, window));
    }

    private <T extends AutoCloseable> T open(T one) {
        return HOSTILITY.open(one);
    }
}
