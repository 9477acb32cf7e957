package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Neighbours;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.TimStruct;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** What hostile clients send to the TIM door, beside good clients of this door, of two others, who must not notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadTimInputIT {
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MAX_FRAME = 200_000;
    private static final int AUTH = 16;
    private static final int PULL = 21;
    private static final int VROOM = 22;
    private static final int MESSAGE = 90;
    private static final int STREAM = 94;
    private static final int POLICY = 1008;
    private static final int PARAMETER = 4104;
    private static final int DENIED = 4105;
    private static final int ACCOUNT = 4106;
    private static final int FORMAT = 4113;
    private static final int BIG_DATA = 4114;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension()
            .with("listeners.loginTimeout", "2s")
            .with("listeners.thrift.maxFrame", String.valueOf(MAX_FRAME));

    private static Neighbours neighbours;

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;
    private String mallory;
    private TimDevice good;

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
        good = signedIn(node.accounts().make("good"));
    }

    @AfterEach
    void nobodyElseNotices() throws Exception {
        good.ping();
        assertThat(good.ended()).isNotDone();
        for (AutoCloseable one : open) {
            one.close();
        }
        Neighbours.Game game = neighbours.lately();
        assertThat(game.max()).as("neighbours: " + game).isLessThan(BOUND);
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
        assertThat(failure(bad, command)).as(what).isEqualTo(code);
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

    static Stream<Arguments> requestsThatAreRefused() {
        TimStruct nobody = TimStruct.of(1, "nobody-knows-this");
        return Stream.of(
                Arguments.of("an unknown command", hex("7e00"), 0x7E, PARAMETER),
                Arguments.of("a command of the server", hex("12"), 18, PARAMETER),
                Arguments.of("a registration here", hex("0e00"), 14, PARAMETER),
                Arguments.of("a word of the system", said(1, 1, 7, nobody), MESSAGE, PARAMETER),
                Arguments.of("a word to nobody", said(2, 1, 7, nobody), MESSAGE, ACCOUNT),
                Arguments.of("a word to no room", said(3, 1, 8, nobody), MESSAGE, -1),
                Arguments.of("a word of an unknown sort", said(9, 1, 7, nobody), MESSAGE, -1),
                Arguments.of("a room of no name", TimStruct.of(1, 5).frame(VROOM), VROOM, PARAMETER),
                Arguments.of(
                        "no virtual room's name", TimStruct.of(1, 5, 2, "a/#").frame(VROOM), VROOM, PARAMETER),
                Arguments.of("an unknown request", TimStruct.of(1, 99).frame(VROOM), VROOM, PARAMETER),
                Arguments.of("a room that is not", TimStruct.of(1, 5, 2, "x").frame(VROOM), VROOM, 4109),
                Arguments.of("another mode", TimStruct.of(1, 5, 2, "x", 4, 7L).frame(VROOM), VROOM, 5101),
                Arguments.of("a frame to a room that is not", frame("x"), STREAM, DENIED),
                Arguments.of("a frame to no name", frame("a/b"), STREAM, PARAMETER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatAreRefused")
    void refusesAndGoesOn(String what, byte[] frame, int command, int code) {
        TimDevice bad = signedIn(mallory);

        bad.raw(frame);

        int told = failure(bad, command);
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
        bad.ping();
        assertThat(bad.ended()).isNotDone();
    }

    @Test
    void takesTextForTheCommandItBeginsWith() {
        TimDevice bad = signedIn(mallory);

        bad.text("hello");

        assertThat(failure(bad, 'h')).isEqualTo(PARAMETER);
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

        assertThat(neighbours.lately().max()).isLessThan(BOUND);
        assertThat(waiting).allSatisfy(bad -> assertThat(bad.ended()).isNotDone());
    }

    @Test
    void ignoresAcknowledgementsOfWhatWasNeverSent() {
        TimDevice bad = signedIn(mallory);
        for (byte i = 0; i < 100; i++) {
            bad.raw(new byte[] {12, i, i, i, i});
        }

        Wait.get(good.toUser(mallory, "still here"));

        assertThat(bad.items().awaitSize(1).get(0).cseq()).isEqualTo(1);
    }

    @Test
    void takesSenderAndReceiversFromNobodysWord() {
        String victim = node.accounts().make("victim");
        String bystander = node.accounts().make("bystander");
        WsInbox inbox = new WsInbox();
        WsInbox other = new WsInbox();
        open(inbox.connect(node, victim, "phone"));
        open(other.connect(node, bystander, "phone"));
        JsonObject forged = new JsonObject()
                .put("msType", 2)
                .put("odType", 1)
                .put("mid", 77)
                .put("fromTid", new JsonObject().put("node", bystander))
                .put("toTid", new JsonObject().put("node", victim))
                .put("ToList", new JsonArray().add(bystander))
                .put("dataString", "forged");
        TimDevice bad = signedIn(mallory);

        bad.raw(json(MESSAGE, forged.encode())).join();
        bad.ping();
        Wait.get(good.toUser(bystander, "the only one"));

        JsonObject item = inbox.stored().awaitSize(1).get(0).item();
        assertThat(item.getString("from")).isEqualTo(mallory);
        assertThat(item.getLong("cseq")).isEqualTo(1);
        assertThat(other.stored().awaitSize(1).get(0).payload()).isEqualTo("the only one");
    }

    @Test
    void letsNobodyPublishInTheRoomOfAnother() {
        String room = good.registerRoom();
        TimDevice viewer = signedIn(node.accounts().make("viewer"));
        viewer.subscribe(room, Mode.STRUCTS);
        TimDevice bad = signedIn(mallory);

        bad.publish(room, 1, new byte[] {1});
        bad.publishRaw(room, new byte[] {2});
        assertThat(failure(bad, STREAM)).isEqualTo(DENIED);
        assertThat(bad.ask(VROOM, TimStruct.of(1, 3, 2, room, 3, mallory))
                        .struct(3)
                        .number(1))
                .isEqualTo(DENIED);
        bad.removeRoom(room);
        good.publish(room, 1, new byte[] {3});

        assertThat(viewer.frames().awaitSize(1).get(0).body().getBytes()).containsExactly(3);
    }

    @Test
    void tellsNobodyOfTheGroupOfAnother() {
        WsClient owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
        String group = Accounts.fresh("private");
        owner.call("room.create", new JsonObject().put("room", "g:" + group));
        owner.call("msg.send", new JsonObject().put("to", "g:" + group).put("text", "secret"));
        TimDevice bad = signedIn(mallory);

        TimStruct there = bad.ask(PULL, TimStruct.of(1, 2, 2, group, 4, 0L, 5, 10L));
        TimStruct notThere = bad.ask(PULL, TimStruct.of(1, 2, 2, "nobody-knows-this", 4, 0L, 5, 10L));

        assertThat(there.flag(1)).isFalse();
        assertThat(there.struct(3).number(1))
                .isEqualTo(notThere.struct(3).number(1))
                .isPositive();
    }

    private TimDevice signedIn(String account) {
        return open(TimDevice.signedIn(node, account, "phone"));
    }

    private RawWebSocket raw() {
        return open(RawWebSocket.connect(node.port("thrift"), "/tim", 0));
    }

    /** The number of the failure that is told of a command. */
    private static int failure(TimDevice device, int command) {
        TimStruct ack =
                device.acks().await("a refusal of " + command, 1, one -> one.number(2) == command && !one.flag(1));
        return (int) ack.struct(3).number(1);
    }

    private static byte[] said(int msType, int odType, int whom, TimStruct tid) {
        return TimStruct.of(1, (byte) msType, 2, (byte) odType, whom, tid, 10, "x")
                .frame(MESSAGE);
    }

    private static byte[] frame(String room) {
        return TimStruct.of(1, 0L, 2, room, 4, "x", 5, "").frame(STREAM);
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
        open.add(one);
        return one;
    }
}
