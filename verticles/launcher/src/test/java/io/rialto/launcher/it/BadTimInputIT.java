package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Hostility;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimStruct;
import io.rialto.launcher.it.kit.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile clients send to the TIM door, beside good clients of this door, of two others, who must not notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadTimInputIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MAX_FRAME = 200_000;
    private static final int AUTH = 16;
    private static final int PULL = 21;
    private static final int MESSAGE = 90;
    private static final int POLICY = 1008;
    private static final int PARAMETER = 4104;
    private static final int FORMAT = 4113;
    private static final int BIG_DATA = 4114;

    @Order(1)
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension()
            .with("listeners.loginTimeout", "2s")
            .with("listeners.thrift.maxFrame", String.valueOf(MAX_FRAME));

    @Order(2)
    @RegisterExtension
    static final Hostility HOSTILITY = new Hostility(GATEWAY);

    private NodeUnderTest node;
    private String mallory;
    private TimDevice good;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        mallory = node.accounts().make("mallory");
        good = signedIn(node.accounts().make("good"));
    }

    @AfterEach
    void theGoodOneIsStillServed() {
        good.ping();
        assertThat(good.ended()).isNotDone();
    }

    static Stream<Arguments> framesThatAreWrong() {
        byte[] nested = new byte[120_000];
        Arrays.fill(nested, (byte) 0xFC);
        nested[0] = MESSAGE;
        byte[] whole = TimStruct.of(1, (byte) 2, 2, (byte) 1, 7, TimStruct.of(1, "x"), 10, "hello")
                .frame(MESSAGE);
        return Stream.of(
                Arguments.of("a message of nothing", hex("5a"), MESSAGE, FORMAT),
                Arguments.of("half a message", Arrays.copyOf(whole, whole.length / 2), MESSAGE, FORMAT),
                Arguments.of("a message without its end", Arrays.copyOf(whole, whole.length - 1), MESSAGE, FORMAT),
                Arguments.of("a string of 2 GB", hex("5a18ffffffff07"), MESSAGE, FORMAT),
                Arguments.of("a string of -1 bytes", hex("5a18ffffffff0f"), MESSAGE, FORMAT),
                Arguments.of("a payload that is no UTF-8", hex("5aa802c32800"), MESSAGE, FORMAT),
                Arguments.of("a map of 2^31-1 entries", hex("5afbffffffff0788"), MESSAGE, FORMAT),
                Arguments.of("a list of 2^31-1 elements", hex("5af9f8ffffffff07"), MESSAGE, FORMAT),
                Arguments.of("a list of 2^31-1 structs", hex("5bf9fcffffffff07"), 91, FORMAT),
                Arguments.of("a set of -1 elements", hex("5afaf8ffffffff0f"), MESSAGE, FORMAT),
                Arguments.of("a number without end", hex("5a15ffffffffffffffffffff"), MESSAGE, FORMAT),
                Arguments.of("a field of no type", hex("5a1f00"), MESSAGE, FORMAT),
                Arguments.of("60,000 structs in each other", nested, MESSAGE, FORMAT),
                Arguments.of("10,000 objects in each other", json(MESSAGE, "{\"extra\":".repeat(10_000)), 90, FORMAT),
                Arguments.of("half an object", json(MESSAGE, "{\"msType\":2,"), MESSAGE, FORMAT),
                Arguments.of("no JSON", json(MESSAGE, "hello"), MESSAGE, FORMAT),
                Arguments.of("half a request of history", hex("1518ff"), PULL, PARAMETER),
                Arguments.of("an acknowledgement of nothing", hex("0c0000"), 12, FORMAT),
                Arguments.of("a big string that is longer than it says", hex("5f00000006626f"), 96, BIG_DATA),
                Arguments.of("a big string of 2 GB", hex("5f7fffffff62"), 96, BIG_DATA));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesThatAreWrong")
    void tellsWhatWasWrongThenCloses(String what, byte[] frame, int command, int code) {
        TimDevice bad = signedIn(mallory);

        bad.raw(frame);

        assertThat(Wait.get(bad.ended(), SOON)).as(what).isEqualTo(POLICY);
        assertThat(bad.refusal(command)).as(what).isEqualTo(code);
    }

    static Stream<Arguments> streamsThatAreWrong() {
        return Stream.of(
                Arguments.of("half a frame", hex("5e1602180b58")),
                Arguments.of("a body of 2 GB", hex("5e48ffffffff07")),
                Arguments.of("half a request", hex("1615021805")),
                Arguments.of("a raw frame longer than it says", hex("6100000006626f83")),
                Arguments.of("a raw frame of 2 GB", hex("617fffffff6283")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streamsThatAreWrong")
    void survivesInVirtualRooms(String what, byte[] frame) {
        TimDevice bad = signedIn(mallory);

        bad.raw(frame);

        Wait.until(what, () -> bad.ended().isDone() || bad.acks().size() > 1);
        assertThat(bad.acks().all().stream().skip(1)).as(what).noneMatch(ack -> ack.flag(1));
    }

    @Test
    void takesTextForTheCommandItBeginsWith() {
        TimDevice bad = signedIn(mallory);

        bad.text("hello");

        assertThat(bad.refusal('h')).isEqualTo(PARAMETER);
        bad.ping();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 17, 18, 19, 20, 21, 22, 41, 42, 90, 91, 92, 94, 95, 96, 97, 127})
    void takesNothingBeforeTheSignIn(int command) {
        TimDevice bad = open(TimDevice.connect(node.port("thrift")));

        bad.raw(TimStruct.of(1, 1, 2, "x").frame(command));

        assertThat(Wait.get(bad.ended(), SOON)).isEqualTo(POLICY);
        assertThat(bad.acks().size()).isZero();
    }

    @Test
    void closesAfterThreeSignInsThatFail() {
        TimDevice bad = open(TimDevice.connect(node.port("thrift")));

        for (int i = 0; i < 3; i++) {
            assertThat(bad.ask(AUTH, TimStruct.of(1, mallory, 2, "wrong" + i)).flag(1))
                    .isFalse();
        }

        assertThat(Wait.get(bad.ended(), SOON)).isEqualTo(POLICY);
    }

    @Test
    void closesWhoNeverSignsInHoweverMuchItPings() {
        RawWebSocket bad = raw();
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> bad.closeStatus(SOON));

        Wait.until("the close", SOON, () -> {
            bad.bytes(RawWebSocket.masked(RawWebSocket.BINARY, new byte[] {13}));
            return status.isDone();
        });

        assertThat(Wait.get(status)).isEqualTo(POLICY);
    }

    static Stream<Arguments> messagesThatAreWrong() {
        return Stream.of(
                Arguments.of("not masked", RawWebSocket.unmasked(RawWebSocket.BINARY, new byte[] {13}), 1002),
                Arguments.of("a reserved bit", RawWebSocket.masked(0xC2, new byte[] {13}), 1002),
                Arguments.of("2^62 bytes announced", hex("82ff4000000000000000"), 1009),
                Arguments.of("20,000 bytes", RawWebSocket.masked(RawWebSocket.BINARY, new byte[20_000]), 1009));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messagesThatAreWrong")
    void closesAWebSocketAfter(String what, byte[] bytes, int status) {
        RawWebSocket bad = raw();

        bad.bytes(bytes);

        assertThat(bad.closeStatus(SOON)).as(what).isEqualTo(status);
    }

    @Test
    void refusesAFrameAboveTheLimitOfTheDoor() {
        TimDevice bad = signedIn(mallory);

        bad.raw(new byte[MAX_FRAME + 1]);

        assertThat(Wait.get(bad.ended(), SOON)).isEqualTo(1009);
    }

    @Test
    void waitsForRawFramesThatAreDeclaredButNeverSent() {
        List<TimDevice> waiting = IntStream.range(0, 100)
                .mapToObj(i -> signedIn(node.accounts().make("mallory")))
                .toList();

        for (TimDevice bad : waiting) {
            bad.raw(hex("610002ffff58"));
            bad.raw(new byte[] {13});
        }

        assertThat(HOSTILITY.lately().max()).isLessThan(Hostility.BOUND);
        assertThat(waiting).allSatisfy(bad -> assertThat(bad.ended()).isNotDone());
    }

    private TimDevice signedIn(String account) {
        return open(TimDevice.signedIn(node, account, "phone"));
    }

    private RawWebSocket raw() {
        return open(RawWebSocket.connect(node.port("thrift"), "/tim", 0));
    }

    private static byte[] json(int command, String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[text.length + 1];
        frame[0] = (byte) (command | 0x80);
        System.arraycopy(text, 0, frame, 1, text.length);
        return frame;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private <T extends AutoCloseable> T open(T one) {
        return HOSTILITY.open(one);
    }
}
