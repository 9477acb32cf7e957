package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.thrift.VroomClient.Answer;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.stream.StreamPublication;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients publish to virtual rooms, with both commands, in both flavours. */
@ExtendWith(NoLeaks.class)
class StreamSendsTest {
    private static final int MAX_BODY = 65_536;

    private final TestDoor door = new TestDoor("streams.maxFrame=" + MAX_BODY);
    private VroomClient client;
    private FakeSession session;

    @AfterEach
    void close() {
        assertThat(client.client().ping().isOpen()).isTrue();
        door.close();
    }

    @ParameterizedTest
    @EnumSource
    void publishesStructsInSilence(Flavour flavour) {
        signIn(flavour);

        client.publish("X1", 3, "body");
        client.publish("X1", null, null);

        client.client().ping();
        assertThat(told()).containsExactly("s:X1 0 3 body", "s:X1 0 0 ");
        assertThat(client.answers()).isEqualTo(1);
    }

    @Test
    void takesTheSignedDtypeForAKindOf0To255() {
        signIn(Flavour.COMPACT);

        client.publish("X1", -1, "x");
        client.publish("X1", 127, "x");

        client.client().ping();
        assertThat(told()).containsExactly("s:X1 0 255 x", "s:X1 0 127 x");
    }

    /** timjs can send them; they fit no i8, so TIM takes the field for missing (tim-protocol.md §2.6). */
    @Test
    void ignoresADtypeAbove127InJson() {
        signIn(Flavour.JSON);

        client.publish("X1", 200, "x");

        client.client().ping();
        assertThat(told()).containsExactly("s:X1 0 0 x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vNode", "VNode", "vnode"})
    void takesTheRoomInAnySpelling(String name) {
        signIn(Flavour.JSON);

        client.client()
                .sendJson(94, "{\"" + name + "\":\"X1\",\"body\":{\"1\":2,\"0\":120},\"fromNode\":null}")
                .ping();

        assertThat(told()).containsExactly("s:X1 0 0 x\u0002");
    }

    /** What timjs makes of a Uint8Array: every byte under its index. */
    @Test
    void takesAMapOfBytesOf64KiB() {
        signIn(Flavour.JSON);
        String map = IntStream.range(0, MAX_BODY)
                .mapToObj(i -> "\"" + i + "\":" + (i & 0xFF))
                .collect(Collectors.joining(",", "{", "}"));

        client.client().sendJson(94, "{\"vNode\":\"X1\",\"body\":" + map + "}").ping();

        byte[] body = session.streamPublications().get(0).content().bytes();
        assertThat(body).hasSize(MAX_BODY).startsWith(0, 1, 2).endsWith(253, 254, 255);
    }

    @Test
    void neverTakesThePublishersWordForIdAndSender() {
        signIn(Flavour.COMPACT);

        client.client()
                .send(94, Compact.struct(1, 99L, 2, "X1", 4, "x", 5, "eve"))
                .ping();

        assertThat(session.streamPublications()).singleElement().satisfies(frame -> {
            assertThat(frame.number()).isZero();
            assertThat(frame.content().attrs()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void publishesBareBytesOfBothLayouts(Flavour flavour) {
        signIn(flavour);

        client.client().raw(layoutA("X1", "with length")).raw(layoutB("X1-room", "without"));

        client.client().ping();
        assertThat(told()).containsExactly("s:X1 0 0 with length", "s:X1-room 0 0 without");
        assertThat(client.answers()).isEqualTo(1);
    }

    @Test
    void putsSplitFramesTogetherAndKeepsTheOrder() {
        signIn(Flavour.COMPACT);
        byte[] whole = layoutA("X1", "split in four");

        client.publish("X1", 1, "before");
        client.client()
                .raw(Arrays.copyOfRange(whole, 0, 6))
                .raw(Arrays.copyOfRange(whole, 6, 7))
                .raw(Arrays.copyOfRange(whole, 7, 12))
                .raw(Arrays.copyOfRange(whole, 12, whole.length));
        client.publish("X1", 1, "between");
        client.client().raw(layoutB("X1", "behind"));

        client.client().ping();
        assertThat(told())
                .containsExactly("s:X1 0 1 before", "s:X1 0 0 split in four", "s:X1 0 1 between", "s:X1 0 0 behind");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Flavour.values())
                .flatMap(flavour -> Stream.of(
                        Arguments.of(flavour, ErrorCode.FORBIDDEN, 4105),
                        Arguments.of(flavour, ErrorCode.NOT_FOUND, 4105),
                        Arguments.of(flavour, ErrorCode.TOO_LARGE, 4114),
                        Arguments.of(flavour, ErrorCode.OVERLOADED, 5104),
                        Arguments.of(flavour, ErrorCode.TIMEOUT, 5103)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAsStreamWhateverTheCommand(Flavour flavour, ErrorCode code, int number) {
        signIn(flavour);
        session.refusePublications(code);

        client.publish("X1", 1, "x");
        assertThat(client.answer(1)).isEqualTo(Answer.refusedFrame(number, "X1"));
        client.client().raw(layoutA("X2", "x"));
        assertThat(client.answer(2)).isEqualTo(Answer.refusedFrame(number, "X2"));
        client.client().raw(layoutB("room", "x"));
        assertThat(client.answer(3)).isEqualTo(Answer.refusedFrame(number, "room"));
    }

    static Stream<Arguments> malformedNodes() {
        return Stream.of(Flavour.values()).flatMap(flavour -> Stream.of(null, "", "a/b", "ä", "x".repeat(65))
                .map(node -> Arguments.of(flavour, node)));
    }

    @ParameterizedTest
    @MethodSource("malformedNodes")
    void refusesMalformedRooms(Flavour flavour, String node) {
        signIn(flavour);

        client.publish(node, 1, "x");
        assertThat(client.answer(1)).isEqualTo(Answer.refusedFrame(4104, null));
        client.client().raw(layoutA(node == null ? "" : node, "x"));
        assertThat(client.answer(2)).isEqualTo(Answer.refusedFrame(4104, null));
        assertThat(session.streamPublications()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesBodiesAboveTheLimit(Flavour flavour) {
        signIn(flavour);

        client.publish("X1", 1, "x".repeat(MAX_BODY + 1));
        assertThat(client.answer(1)).isEqualTo(Answer.refusedFrame(4114, "X1"));
        client.client().raw(layoutA("X1", "x".repeat(MAX_BODY + 1)));
        assertThat(client.answer(2)).isEqualTo(Answer.refusedFrame(4114, "X1"));
        client.publish("X1", 1, "x".repeat(MAX_BODY));
        client.client().raw(layoutA("X1", "x".repeat(MAX_BODY))).ping();
        assertThat(session.streamPublications()).hasSize(2);
    }

    @Test
    void dropsBareBytesWithoutARoomInSilence() {
        signIn(Flavour.COMPACT);

        client.client()
                .raw("aroom-without-end".getBytes(StandardCharsets.US_ASCII))
                .raw(new byte[] {97})
                .ping();

        assertThat(client.answers()).isEqualTo(1);
        assertThat(session.streamPublications()).isEmpty();
        assertThat(door.dropped(DropReason.MALFORMED)).isEqualTo(1);
    }

    private void signIn(Flavour flavour) {
        client = VroomClient.signedIn(door, flavour, "ann", "phone");
        session = door.sessions().ofDevice("phone");
    }

    /** Room, lane, kind, body of all that was published. */
    private List<String> told() {
        return session.streamPublications().stream().map(StreamSendsTest::told).toList();
    }

    private static String told(StreamPublication frame) {
        String body = new String(frame.content().bytes(), StandardCharsets.UTF_8);
        return frame.room() + " " + frame.lane() + " " + frame.kind() + " " + body;
    }

    private static byte[] layoutA(String node, String body) {
        byte[] rest = rest(node, body);
        int length = 5 + rest.length;
        byte[] head = {(byte) 0xE1, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        return TimClient.concat(head, rest);
    }

    private static byte[] layoutB(String node, String body) {
        return TimClient.concat(new byte[] {97}, rest(node, body));
    }

    private static byte[] rest(String node, String body) {
        byte[] named = TimClient.concat(node.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0x83});
        return TimClient.concat(named, body.getBytes(StandardCharsets.UTF_8));
    }
}
