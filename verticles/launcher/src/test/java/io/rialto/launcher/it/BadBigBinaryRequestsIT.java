package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.BigBinaryBytes;
import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Hostility;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawBigBinary;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What members ask at the big-binary door for that is not theirs, or is nonsense: they are refused, nobody else notices. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadBigBinaryRequestsIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 1001;
    private static final int TOO_LARGE = 1002;
    private static final int RATE_LIMITED = 1004;
    private static final int FORBIDDEN = 1103;
    private static final int NOT_FOUND = 1201;
    private static final int REFUSED = 0x82;
    private static final int REJECTED = 0x8C;
    private static final int PUBLISH = 0x20;
    private static final int A_PIECE = 2;
    private static final int HANDLE_AT = 6;
    /** Stands for the handle that is told when the test runs. */
    private static final int HIS = 1;

    @Order(1)
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

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
        RawBigBinary bad = signedIn();

        bad.send(bytes);

        ByteBuffer refused = bad.next(REFUSED);
        assertThat(refused.getInt()).isEqualTo(1);
        int told = refused.getShort();
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
        bad.send(body().u32(2).frame(3, 0));
        assertThat(bad.next(0x84).getInt()).isEqualTo(2);
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
        RawBigBinary bad = signedIn();
        bad.send(body().u32(1).u8(0).text8("").frame(0x10, 0));
        int handle = bad.next(0x90).getInt(4);
        ByteBuffer frame = ByteBuffer.wrap(bytes);

        bad.send(
                frame.getInt(HANDLE_AT) == HIS ? frame.putInt(HANDLE_AT, handle).array() : bytes);

        int told = bad.next(REJECTED).getShort(12);
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
    }

    @Test
    void refusesTheSeventeenthUnansweredMessage() {
        RawBigBinary bad = signedIn();
        byte[] one = said("g:nobody-knows-this");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            all.writeBytes(one);
        }

        bad.send(all.toByteArray());

        boolean limited = false;
        for (int i = 0; i < 200; i++) {
            limited |= bad.next(REFUSED).getShort(4) == RATE_LIMITED;
        }
        assertThat(limited).isTrue();
    }

    @Test
    void letsNobodyPublishInTheRoomOfAnother() {
        BigBinaryDevice.Place room = good.create();
        RawBigBinary bad = signedIn();
        bad.send(body().u32(1).text8(room.room()).text8("").u8(0).frame(0x17, 0));
        int handle = bad.next(0x91).getInt(4);

        bad.send(numbered(handle, 5));
        assertThat(bad.next(REJECTED).getShort(12)).isEqualTo((short) FORBIDDEN);
        bad.send(body().u32(2).text8(room.room()).text8(mallory).frame(0x12, 0));
        assertThat(bad.next(REFUSED).getShort(4)).isEqualTo((short) FORBIDDEN);
        bad.send(body().u32(3).text8(room.room()).frame(0x11, 0));
        assertThat(bad.next(REFUSED).getShort(4)).isEqualTo((short) FORBIDDEN);
    }

    @Test
    void tellsTheSameOfAGroupThatIsNotHisAsOfOneThatIsNot() {
        WsClient owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
        String group = "g:" + Accounts.fresh("private");
        owner.call("room.create", new JsonObject().put("room", group));
        RawBigBinary bad = signedIn();

        bad.send(said(group));
        int there = bad.next(REFUSED).getShort(4);
        bad.send(said("g:nobody-knows-this"));

        assertThat(there).isEqualTo(bad.next(REFUSED).getShort(4)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000, Long.MAX_VALUE, -1})
    void survivesAcknowledgementsOfWhatWasNeverSent(long iseq) {
        RawBigBinary bad = signedIn();
        bad.send(body().u32(1).u8(64).frame(7, 0));
        bad.next(0x86);

        bad.send(body().u64(iseq).frame(8, 0));
        bad.send(body().u32(2).frame(3, 0));
        bad.next(0x84);
        assertThat(good.send(mallory, "", "still here")).succeedsWithin(SOON);

        assertThat(bad.next(0x89).getLong()).isEqualTo(1);
    }

    private static BigBinaryBytes body() {
        return new BigBinaryBytes();
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
