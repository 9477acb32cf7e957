package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Hostility;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.TimStruct;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

/** What members ask at the TIM door for that is not theirs, or is nonsense: they are refused, nobody else notices. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadTimRequestsIT {
    private static final int PULL = 21;
    private static final int VROOM = 22;
    private static final int MESSAGE = 90;
    private static final int STREAM = 94;
    private static final int PARAMETER = 4104;
    private static final int DENIED = 4105;
    private static final int ACCOUNT = 4106;

    @Order(1)
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

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

        int told = bad.refusal(command);
        assertThat(told).as(what).isPositive();
        if (code > 0) {
            assertThat(told).as(what).isEqualTo(code);
        }
        bad.ping();
        assertThat(bad.ended()).isNotDone();
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

        TimStruct echo = Wait.get(bad.rawMessage(json(MESSAGE, forged.encode())));
        bad.ping();
        Wait.get(good.toUser(bystander, "the only one"));

        assertThat(echo.struct(6).text(1)).isEqualTo(mallory);
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
        assertThat(bad.refusal(STREAM)).isEqualTo(DENIED);
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
        return HOSTILITY.open(one);
    }
}
