package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Hostility;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawSocket;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile clients send, on every door, each beside two clients that must not notice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BadInputIT {
    private static final Duration LOGIN = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MALFORMED = 0x81;
    private static final int PROTOCOL_ERROR = 0x82;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int PACKET_TOO_LARGE = 0x95;
    private static final int BAD_REQUEST = 1001;
    private static final int TOO_LARGE = 1002;
    private static final int UNAUTHENTICATED = 1101;
    private static final int NOT_MEMBER = 1203;

    @Order(1)
    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("listeners.loginTimeout", LOGIN.toSeconds() + "s");

    @Order(2)
    @RegisterExtension
    static final Hostility HOSTILITY = new Hostility(GATEWAY);

    private NodeUnderTest node;
    private String alice;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        alice = node.accounts().make("alice");
    }

    // MQTT

    static Stream<Arguments> packetsBeforeConnect() {
        return Stream.of(
                Arguments.of("256 MB announced", new byte[] {0x10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F}),
                Arguments.of("a length of five bytes", new byte[] {0x10, -1, -1, -1, -1, 1}),
                Arguments.of("PUBLISH first", MqttBytes.publish(4, "early", new byte[] {'x'})),
                Arguments.of("SUBSCRIBE first", MqttBytes.subscribe(4, "#", 0)),
                Arguments.of("PINGREQ first", new byte[] {(byte) 0xC0, 0}),
                Arguments.of("a reserved type", new byte[] {0, 0}),
                Arguments.of("wrong flags", new byte[] {0x1F, 0}),
                Arguments.of("an empty CONNECT", new byte[] {0x10, 0}),
                Arguments.of(
                        "a string longer than its packet",
                        new MqttBytes()
                                .bytes(0xFF, 0xFF)
                                .raw(new byte[] {'M', 'Q'})
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "another protocol",
                        new MqttBytes()
                                .text("HTTP")
                                .bytes(4, 2, 0, 30)
                                .text("x")
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "the reserved connect flag",
                        new MqttBytes()
                                .text("MQTT")
                                .bytes(4, 3, 0, 30)
                                .text("x")
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "surplus bytes",
                        new MqttBytes()
                                .text("MQTT")
                                .bytes(4, 2, 0, 30)
                                .text("x")
                                .bytes(1, 2, 3)
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "a property twice",
                        new MqttBytes()
                                .text("MQTT")
                                .bytes(5, 2, 0, 30, 6, 0x21, 0, 10, 0x21, 0, 10)
                                .text("x")
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "a property length beyond the packet",
                        new MqttBytes()
                                .text("MQTT")
                                .bytes(5, 2, 0, 30, 0xFF, 0xFF, 0xFF, 0x7F)
                                .text("x")
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "a client id that is no UTF-8",
                        new MqttBytes()
                                .text("MQTT")
                                .bytes(4, 2, 0, 30)
                                .binary(new byte[] {(byte) 0xC3, 0x28})
                                .packet(MqttBytes.CONNECT)),
                Arguments.of(
                        "a client id of 64 KB",
                        new MqttBytes()
                                .text("MQTT")
                                .bytes(4, 2, 0, 30)
                                .text("x".repeat(65_535))
                                .packet(MqttBytes.CONNECT)),
                Arguments.of("HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packetsBeforeConnect")
    void closesAnMqttConnectionThatBeginsWith(String what, byte[] bytes) {
        RawSocket socket = mqtt();

        byte[] said = socket.send(bytes).readToEnd(SOON);

        assertThat(said.length == 0 || (said[0] == 0x20 && said[3] != 0))
                .as(what + " was answered " + Arrays.toString(said))
                .isTrue();
    }

    static Stream<Arguments> packetsAfterConnect() {
        return Stream.of(
                Arguments.of("256 MB announced", new byte[] {0x32, -1, -1, -1, 0x7F}, PACKET_TOO_LARGE),
                Arguments.of("a length of five bytes", new byte[] {0x32, -1, -1, -1, -1, 1}, MALFORMED),
                Arguments.of("a second CONNECT", MqttBytes.connect(5, "x", "u", "p"), PROTOCOL_ERROR),
                Arguments.of("QoS 3", new MqttBytes().text("t").bytes(0, 1, 0).packet(0x36), MALFORMED),
                Arguments.of(
                        "packet id 0", new MqttBytes().text("t").bytes(0, 0, 0).packet(MqttBytes.PUBLISH_QOS1), -1),
                Arguments.of(
                        "wrong flags of SUBSCRIBE",
                        new MqttBytes().bytes(0, 1, 0).text("t").bytes(0).packet(0x80),
                        MALFORMED),
                Arguments.of(
                        "a topic that is no UTF-8",
                        new MqttBytes()
                                .binary(new byte[] {(byte) 0xC3, 0x28})
                                .bytes(0, 1, 0)
                                .packet(MqttBytes.PUBLISH_QOS1),
                        -1),
                Arguments.of(
                        "a topic with NUL",
                        new MqttBytes().text("a\0b").bytes(0, 1, 0).packet(MqttBytes.PUBLISH_QOS1),
                        -1),
                Arguments.of(
                        "a topic with a wildcard",
                        new MqttBytes().text("a/#").bytes(0, 1, 0).packet(MqttBytes.PUBLISH_QOS1),
                        -1),
                Arguments.of(
                        "a topic longer than its packet",
                        new MqttBytes().bytes(0xFF, 0xFF, 'a').packet(MqttBytes.PUBLISH_QOS1),
                        MALFORMED),
                Arguments.of(
                        "an alias that was not offered or is 0",
                        new MqttBytes().text("").bytes(0, 1, 3, 0x23, 0, 0).packet(MqttBytes.PUBLISH_QOS1),
                        0x94),
                Arguments.of(
                        "a SUBSCRIBE of nothing", new MqttBytes().bytes(0, 1, 0).packet(MqttBytes.SUBSCRIBE), -1),
                Arguments.of(
                        "a packet of the server", new MqttBytes().bytes(0, 0, 0).packet(0x20), -1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packetsAfterConnect")
    void tellsAnMqtt5ClientWhatWasWrongThenCloses(String what, byte[] bytes, int reason) {
        RawSocket socket = mqttSignedIn(5);

        byte[] said = socket.send(bytes).readToEnd(SOON);

        assertThat(said).as(what).hasSizeGreaterThanOrEqualTo(3).startsWith(0xE0);
        assertThat(said[2] & 0xFF).as(what).satisfies(code -> {
            if (reason < 0) {
                assertThat(code).isGreaterThanOrEqualTo(0x80);
            } else {
                assertThat(code).isEqualTo(reason);
            }
        });
    }

    @Test
    void forgetsHalfAPacketOfAClientThatGoes() {
        byte[] whole = MqttBytes.publish(4, "half", new byte[1000]);
        WsClient listener = webSocket(node.accounts().make("bob"));
        listener.join("half");
        RawSocket finishing = mqttSignedIn(4);
        RawSocket cutting = mqttSignedIn(4);

        finishing.send(Arrays.copyOf(whole, whole.length - 1)).finish();
        cutting.send(Arrays.copyOf(whole, whole.length - 1)).cut();

        assertThat(finishing.readToEnd(SOON)).isEmpty();
        WsClient other = webSocket(alice);
        other.publish("half", "whole");
        assertThat(listener.events().awaitSize(1).get(0).getString("text")).isEqualTo("whole");
    }

    @Test
    void closesClientsThatSendAByteNowAndThen() {
        byte[] connect = MqttBytes.connect(4, "slow", alice, node.accounts().token(alice));
        RawSocket mqtt = mqtt();
        RawSocket http = http();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
            assertThat(mqtt.readToEnd(SOON)).isEmpty();
            http.readToEnd(SOON);
        });

        int sent = 0;
        while (!closed.isDone() && sent < connect.length) {
            mqtt.send(new byte[] {connect[sent]});
            http.send(sent == 0 ? "GET /v1/rooms HTTP/1.1\r\nX: " : "x");
            sent++;
            tick();
        }

        Wait.get(closed);
    }

    @Test
    void closesFiveHundredSocketsThatSayNothing() {
        List<RawSocket> silent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            silent.add(i % 2 == 0 ? mqtt() : http());
        }

        assertThat(HOSTILITY.lately().max()).isLessThan(Hostility.BOUND);
        for (RawSocket socket : silent) {
            assertThat(socket.readToEnd(SOON)).isEmpty();
        }
    }

    @Test
    void closesWebSocketsThatNeverSignIn() {
        RawWebSocket silent = rawWebSocket();
        RawWebSocket pinging = rawWebSocket();

        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> silent.closeStatus(SOON));
        while (!status.isDone()) {
            pinging.bytes(RawWebSocket.masked(0x89, new byte[0]));
            tick();
        }

        assertThat(Wait.get(status)).isEqualTo(1008);
        assertThat(pinging.closeStatus(SOON)).isEqualTo(1008);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void refusesTheTreesOfOthersToSubscribers(int level) {
        String group = group();
        MqttDevice device = device(level == 5 ? Version.V5 : Version.V3, alice);

        for (String filter : List.of(
                "$group/" + group,
                "$group/+",
                "$group/#",
                "$group/nobody-knows-this",
                "$user/" + alice,
                "$user/#",
                "$inbox/+/g:" + group + "/#",
                "$SYS/#",
                "$rpc/x",
                "$/x",
                "$meta/g:" + group + "/title")) {
            assertThat(device.subscribe(filter, 1)).as(filter).isGreaterThanOrEqualTo(0x80);
        }
        assertThat(device.ended()).isNotDone();
    }

    @Test
    void refusesTheTreesOfOthersToPublishers() {
        String group = group();
        MqttDevice device = device(Version.V5, alice);

        for (String topic :
                List.of("$group/" + group, "$group/nobody-knows-this", "$inbox", "$SYS/x", "$rpc/x/1", "$x")) {
            assertThat(Wait.get(device.publish(Message.of(topic, "x"))))
                    .as(topic)
                    .isIn(0x87, 0x90);
        }
        assertThat(Wait.get(device.publish(Message.of("$user/nobody-knows-this", "x"))))
                .isIn(0x87, 0x90);
        assertThat(device.ended()).isNotDone();
    }

    @Test
    void showsNothingOfOthersToASubscriberOfEverything() {
        String bob = node.accounts().make("bob");
        String carol = node.accounts().make("carol");
        MqttDevice curious = device(Version.V5, alice);
        assertThat(curious.subscribe("#", 1)).isLessThan(0x80);
        assertThat(curious.subscribe("+/+", 1)).isLessThan(0x80);
        WsClient writer = webSocket(bob);
        String group = "g:" + Accounts.fresh("closed");
        writer.call("room.create", new JsonObject().put("room", group).put("members", new JsonArray().add(carol)));
        WsInbox inbox = new WsInbox();
        open(inbox.connect(node, carol, "phone"));

        writer.call("msg.send", new JsonObject().put("to", carol).put("text", "secret 1"));
        writer.call("msg.send", new JsonObject().put("to", group).put("text", "secret 2"));
        device(Version.V5, bob).publish(Message.of("$group/" + group.substring(2), "secret 3"));
        inbox.stored().awaitSize(3);

        writer.publish("open/to-all-" + group.substring(2), "public");
        curious.arrivals().await("the public one", arrived -> arrived.text().equals("public"));
        assertThat(curious.arrivals().all()).noneMatch(arrived -> arrived.text().startsWith("secret"));
    }

    @Test
    void showsNothingMoreOfAGroupToOneWhoWasRemoved() {
        WsClient owner = webSocket(node.accounts().make("owner"));
        String group = Accounts.fresh("team");
        owner.call(
                "room.create", new JsonObject().put("room", "g:" + group).put("members", new JsonArray().add(alice)));
        MqttDevice view = device(Version.V5, alice);
        assertThat(view.subscribe("$group/" + group, 1)).isEqualTo(1);
        WsInbox inbox = new WsInbox();
        WsClient member = open(inbox.connect(node, alice, "phone"));
        owner.call("msg.send", new JsonObject().put("to", "g:" + group).put("text", "with her"));
        inbox.stored().awaitSize(1);
        view.arrivals().awaitSize(1);

        owner.call(
                "room.member.remove",
                new JsonObject().put("room", "g:" + group).put("accounts", new JsonArray().add(alice)));
        owner.call("msg.send", new JsonObject().put("to", "g:" + group).put("text", "without her"));
        owner.call("msg.send", new JsonObject().put("to", alice).put("text", "bye"));

        assertThat(inbox.stored().awaitSize(3).get(1).payload()).contains("\"kind\":\"room.removed\"");
        assertThat(inbox.stored().all().get(2).payload()).isEqualTo("bye");
        assertThat(member.code("room.pull", new JsonObject().put("room", "g:" + group)))
                .isEqualTo(NOT_MEMBER);
        assertThat(view.subscribe("$group/" + group, 1)).isGreaterThanOrEqualTo(0x80);
        assertThat(view.arrivals().size()).isEqualTo(1);
    }

    // WebSocket

    static Stream<Arguments> framesThatAreWrong() {
        byte[] request = "{\"id\":1,\"op\":\"ping\",\"args\":{}}".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("not masked", RawWebSocket.unmasked(RawWebSocket.TEXT, request), 1002),
                Arguments.of("a reserved bit", RawWebSocket.masked(0xC1, request), 1002),
                Arguments.of("all reserved bits", RawWebSocket.masked(0xF1, request), 1002),
                Arguments.of("a reserved opcode", RawWebSocket.masked(0x83, request), 1002),
                Arguments.of("a continuation of nothing", RawWebSocket.masked(0x80, request), 1002),
                Arguments.of("a ping in pieces", RawWebSocket.masked(0x09, new byte[0]), 1002),
                Arguments.of("a ping of 126 bytes", RawWebSocket.masked(0x89, new byte[126]), 1002),
                Arguments.of("a close of one byte", RawWebSocket.masked(0x88, new byte[1]), 1002),
                Arguments.of(
                        "text that is no UTF-8", RawWebSocket.masked(0x81, new byte[] {'{', (byte) 0xC3, 0x28}), 1007),
                Arguments.of("binary", RawWebSocket.masked(0x82, request), 1003),
                Arguments.of("256 MB announced", head(256L << 20), 1009),
                Arguments.of("2^63 - 1 bytes announced", head(Long.MAX_VALUE), 1009),
                Arguments.of("2^64 - 1 bytes announced", head(-1L), 1002),
                Arguments.of("no JSON", RawWebSocket.masked(0x81, "hello".getBytes(StandardCharsets.UTF_8)), 1008),
                Arguments.of(
                        "a text begun in the middle of another",
                        concat(RawWebSocket.masked(0x01, request), RawWebSocket.masked(0x81, request)),
                        1002));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesThatAreWrong")
    void closesAWebSocketWithTheRightStatusAfter(String what, byte[] bytes, int status) {
        RawWebSocket socket = rawWebSocketSignedIn();

        socket.bytes(bytes);

        assertThat(socket.closeStatus(SOON)).as(what).isIn(status, status == 1002 ? 1009 : status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesThatAreWrong")
    void closesAWebSocketThatHasNotSignedInAfter(String what, byte[] bytes, int status) {
        RawWebSocket socket = rawWebSocket();

        socket.bytes(bytes);

        assertThat(socket.closeStatus(SOON)).as(what).isIn(status, status == 1002 ? 1009 : status);
    }

    @Test
    void takesLessBeforeTheSignInThanAfter() {
        byte[] large = RawWebSocket.masked(
                RawWebSocket.TEXT,
                ("{\"id\":1,\"op\":\"ping\",\"args\":{\"x\":\"" + "x".repeat(20_000) + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        RawWebSocket before = rawWebSocket();
        RawWebSocket after = rawWebSocketSignedIn();

        before.bytes(large);
        after.bytes(large);

        assertThat(before.closeStatus(SOON)).isEqualTo(1009);
        assertThat(new JsonObject(after.next(SOON).text()).getInteger("code")).isZero();
    }

    @Test
    void closesAWebSocketWhosePiecesNeverEnd() {
        RawWebSocket socket = rawWebSocketSignedIn();
        byte[] piece = "x".repeat(60_000).getBytes(StandardCharsets.UTF_8);

        socket.bytes(RawWebSocket.masked(0x01, piece));
        for (int i = 0; i < 40; i++) {
            socket.bytes(RawWebSocket.masked(0x00, piece));
        }

        assertThat(socket.closeStatus(SOON)).isIn(1009, -1);
    }

    static Stream<Arguments> jsonThatIsTooMuch() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            keys.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        return Stream.of(
                Arguments.of("nested 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000)),
                Arguments.of("objects nested 10,000 deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                Arguments.of("a number of 200,000 digits", "1".repeat(200_000)),
                Arguments.of("50,000 keys", "{" + keys + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jsonThatIsTooMuch")
    void refusesJsonThatIsTooMuchAtBothDoors(String what, String json) {
        RawWebSocket socket = rawWebSocketSignedIn();
        socket.text("{\"id\":2,\"op\":\"msg.send\",\"args\":{\"to\":\"" + alice + "\",\"text\":\"x\",\"attrs\":" + json
                + "}}");
        JsonObject answer = new JsonObject(socket.next(SOON).text());
        assertThat(answer.getInteger("code")).as(what).isIn(BAD_REQUEST, TOO_LARGE);

        byte[] body =
                ("{\"to\":\"" + alice + "\",\"text\":\"x\",\"attrs\":" + json + "}").getBytes(StandardCharsets.UTF_8);
        RawSocket http = http();
        http.send(post(body.length)).send(body);
        assertThat(text(http.readToEnd(SOON))).as(what).containsPattern("^HTTP/1\\.1 4(00|13) ");
    }

    @Test
    void refusesEverythingBeforeTheSignIn() {
        WsClient stranger = open(WsClient.connect(node));

        for (String op : List.of(
                "msg.send",
                "sync.pull",
                "sync.ack",
                "room.join",
                "room.create",
                "room.pull",
                "presence.get",
                "session.list",
                "ping",
                "logout",
                "nonsense")) {
            assertThat(stranger.code(op, new JsonObject().put("room", "c:x")))
                    .as(op)
                    .isEqualTo(UNAUTHENTICATED);
        }
    }

    @Test
    void takesTheSenderFromTheSessionOnly() {
        String bob = node.accounts().make("bob");
        WsInbox inbox = new WsInbox();
        open(inbox.connect(node, bob, "phone"));

        webSocket(alice)
                .call(
                        "msg.send",
                        new JsonObject()
                                .put("to", bob)
                                .put("text", "forged")
                                .put("from", "admin")
                                .put("sender", "admin")
                                .put("cseq", 77)
                                .put("mid", "1"));
        MqttDevice mqtt = device(Version.V5, alice);
        Wait.get(mqtt.publish(Message.of("$user/" + bob, "forged too").with("from", "admin")));

        assertThat(inbox.stored().awaitSize(2)).allSatisfy(stored -> {
            assertThat(stored.item().getString("from")).isEqualTo(alice);
            assertThat(stored.item().getLong("cseq")).isLessThan(3);
        });
    }

    @Test
    void tellsAStrangerTheSameOfARoomThatIsNotHisAsOfOneThatIsNot() {
        String group = "g:" + group();
        WsClient stranger = webSocket(alice);

        for (String op : List.of("room.pull", "room.get", "room.join", "msg.send", "room.member.add", "room.delete")) {
            JsonObject args = new JsonObject().put("text", "x").put("accounts", new JsonArray().add(alice));
            JsonObject there =
                    Wait.get(stranger.request(op, args.copy().put("room", group).put("to", group)));
            String nowhere = "g:nobody-knows-this";
            JsonObject notThere = Wait.get(
                    stranger.request(op, args.copy().put("room", nowhere).put("to", nowhere)));
            assertThat(there.getInteger("code"))
                    .as(op + " " + there)
                    .isPositive()
                    .isEqualTo(notThere.getInteger("code"));
            assertThat(there.getString("info").replace(group, ""))
                    .isEqualTo(notThere.getString("info").replace(nowhere, ""));
        }
        String path = "/messages?after=0";
        HttpResponse<String> there = Http.get(
                node.uri("http", "/v1/rooms/" + group + path), node.accounts().token(alice));
        HttpResponse<String> notThere = Http.get(
                node.uri("http", "/v1/rooms/g:nobody-knows-this" + path),
                node.accounts().token(alice));
        assertThat(there.statusCode()).isBetween(400, 499).isEqualTo(notThere.statusCode());
    }

    @Test
    void readsNobodysDirectRoomsToAThird() {
        String bob = node.accounts().make("bob");
        String carol = node.accounts().make("carol");
        webSocket(bob).call("msg.send", new JsonObject().put("to", carol).put("text", "secret"));

        WsClient stranger = webSocket(alice);

        String room = "d:" + bob + "|" + carol;
        assertThat(stranger.code("room.pull", new JsonObject().put("room", room)))
                .isEqualTo(NOT_MEMBER);
        assertThat(stranger.code("msg.send", new JsonObject().put("to", room).put("text", "x")))
                .isEqualTo(NOT_MEMBER);
        assertThat(stranger.code("room.join", new JsonObject().put("filter", "$group/" + group())))
                .isPositive();
        assertThat(stranger.code("room.join", new JsonObject().put("room", "c:$group/" + group())))
                .isPositive();
        assertThat(stranger.code(
                        "msg.send",
                        new JsonObject().put("to", "c:$group/" + group()).put("text", "x")))
                .isPositive();
    }

    @Test
    void survivesAcknowledgementsOfWhatWasNeverSent() {
        WsInbox inbox = new WsInbox(false);
        WsClient client = open(inbox.connect(node, alice, "phone"));

        for (Object position : List.of(1_000_000_000_000L, Long.MAX_VALUE, -1, "x", 1.5)) {
            client.code("sync.ack", new JsonObject().put("iseq", position));
            client.code("sync.pull", new JsonObject().put("after", position));
        }
        webSocket(node.accounts().make("bob"))
                .call("msg.send", new JsonObject().put("to", alice).put("text", "hello"));
        client.close();

        WsInbox again = new WsInbox();
        open(again.connect(node, alice, "phone"));
        assertThat(again.stored().awaitSize(1).get(0).payload()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g:a/b",
                "g:a+b",
                "g:a#",
                "g:$x",
                "g:a\0b",
                "g:../../etc/passwd",
                "g:\u202Egpj.exe",
                "g:x'); DROP TABLE room;--",
                "g:",
                "g",
                "",
                "x:y",
                "d:b|a",
                "d:a",
                "d:a|b|c",
                "c:a/#",
                "c:a\0b",
                "d:a|' OR 1=1"
            })
    void refusesIdsThatAreNone(String id) {
        WsClient client = webSocket(alice);

        assertThat(client.code("room.create", new JsonObject().put("room", id))).isPositive();
        assertThat(client.code("room.pull", new JsonObject().put("room", id))).isPositive();
        assertThat(client.code("msg.send", new JsonObject().put("to", id).put("text", "x")))
                .isPositive();
    }

    @Test
    void refusesNamesOf64KbAndNamesThePlaceOfABadCharacter() {
        WsClient client = webSocket(alice);
        String large = "x".repeat(65_536);

        for (String field : List.of("room", "to")) {
            JsonObject args = new JsonObject().put(field, "g:" + large).put("text", "x");
            assertThat(client.code(field.equals("to") ? "msg.send" : "room.create", args))
                    .isEqualTo(BAD_REQUEST);
        }
        assertThat(client.code(
                        "msg.send",
                        new JsonObject().put("to", alice).put("text", "x").put("cmid", large)))
                .isEqualTo(BAD_REQUEST);
        assertThat(client.code(
                        "msg.send",
                        new JsonObject().put("to", alice).put("text", "x").put("type", large)))
                .isIn(BAD_REQUEST, TOO_LARGE);
        assertThat(client.code("presence.set", new JsonObject().put("status", large)))
                .isPositive();
        JsonObject answer = Wait.get(client.request("room.create", new JsonObject().put("room", "g:ab/c")));
        assertThat(answer.getString("info")).contains("position 2");
    }

    @Test
    void keepsSqlInNamesAndTextsAsTheyAre() {
        String evil = "x'); DROP TABLE message; -- \" OR 1=1";
        WsClient client = webSocket(alice);
        String room = "g:" + Accounts.fresh("sql");

        client.call("room.create", new JsonObject().put("room", room).put("title", evil));
        client.call(
                "msg.send", new JsonObject().put("to", room).put("text", evil).put("cmid", evil));

        assertThat(client.call("room.get", new JsonObject().put("room", room)).getString("title"))
                .isEqualTo(evil);
        JsonArray items =
                client.call("room.pull", new JsonObject().put("room", room)).getJsonArray("items");
        assertThat(items.getJsonObject(0).getString("text")).isEqualTo(evil);
        WsClient stranger = open(WsClient.connect(node));
        for (String login : List.of(evil, "' OR '1'='1", alice + "' --")) {
            JsonObject args =
                    new JsonObject().put("login", login).put("password", evil).put("dev", evil);
            assertThat(stranger.code("auth", args)).as(login).isIn(UNAUTHENTICATED, BAD_REQUEST);
        }
    }

    @Test
    void refusesTokensThatItDidNotSign() {
        String token = node.accounts().token(alice);
        String[] parts = token.split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

        for (String bad : List.of(
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()),
                parts[0] + "." + parts[1],
                "",
                "x",
                "..",
                "x".repeat(10_000))) {
            WsClient stranger = open(WsClient.connect(node));
            assertThat(stranger.code("auth", new JsonObject().put("token", bad)))
                    .as(bad)
                    .isIn(UNAUTHENTICATED, BAD_REQUEST);
            stranger.close();
            if (!bad.isBlank()) {
                assertThat(Http.get(node.uri("http", "/v1/rooms"), bad).statusCode())
                        .as(bad)
                        .isEqualTo(401);
            }
        }
        RawSocket mqtt = mqtt();
        mqtt.send(MqttBytes.connect(5, "x", alice, none + "." + parts[1] + "."));
        assertThat(mqtt.readToEnd(SOON)).startsWith(0x20).satisfies(ack -> assertThat(ack[3] & 0xFF)
                .isIn(0x86, NOT_AUTHORIZED));
    }

    @Test
    void refusesAPageOfAnotherHost() {
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1.evil.example")) {
            RawSocket socket = http();
            socket.send(RawWebSocket.upgrade("/v1/ws", "127.0.0.1:" + node.port("http"), "Origin: " + origin + "\r\n"));
            assertThat(text(socket.readToEnd(SOON))).as(origin).startsWith("HTTP/1.1 403");
        }
    }

    // HTTP

    static Stream<Arguments> requestsThatAreWrong() {
        return Stream.of(
                Arguments.of(
                        "headers of 64 KB",
                        "GET /v1/rooms HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(65_536)
                                + "\r\n\r\n"),
                Arguments.of(
                        "a line of 64 KB",
                        "GET /" + "x".repeat(65_536) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of(
                        "both lengths",
                        "POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "two lengths",
                        "POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
                Arguments.of(
                        "a negative length",
                        "POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: -1\r\n\r\n"),
                Arguments.of(
                        "a chunk of 2^63",
                        "POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n8000000000000000\r\n"),
                Arguments.of(
                        "traversal",
                        "GET /v1/messages/../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of(
                        "traversal, encoded",
                        "GET /v1/rooms/..%2F..%2Fetc/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of(
                        "a name with a line break",
                        "GET /v1/rooms/g%0d%0aX:1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of("no token", "GET /v1/rooms HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of(
                        "management at the open door",
                        "POST /v1/accounts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(
                        "metrics at the open door", "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                Arguments.of("no HTTP", "\u0000\u0001\u0002\u0003\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatAreWrong")
    void refusesAnHttpRequestWith(String what, String request) {
        RawSocket socket = http();
        socket.send(request);

        String answer = text(socket.readToEnd(SOON));

        assertThat(answer).as(what).matches(said -> said.isEmpty() || said.matches("(?s)HTTP/1\\.[01] 4\\d\\d .*"));
        assertThat(answer).doesNotContain("root:").doesNotContain("\tat ").doesNotContain("\r\nX:1");
    }

    @Test
    void refusesABodyThatIsTooLargeFromItsHeader() {
        RawSocket socket = http();
        socket.send(post(256 << 20));

        assertThat(text(socket.readToEnd(SOON))).startsWith("HTTP/1.1 413");
    }

    @Test
    void forgetsABodyThatDoesNotCome() {
        WsInbox inbox = new WsInbox();
        open(inbox.connect(node, alice, "phone"));
        byte[] body = ("{\"to\":\"" + alice + "\",\"text\":\"half\"}").getBytes(StandardCharsets.UTF_8);
        RawSocket socket = http();
        socket.send(post(body.length + 10)).send(body).finish();
        socket.readToEnd(SOON);

        webSocket(node.accounts().make("bob"))
                .call("msg.send", new JsonObject().put("to", alice).put("text", "whole"));

        assertThat(inbox.stored().awaitSize(1).get(0).payload()).isEqualTo("whole");
    }

    @Test
    void asksForTheAdminSecretAtTheManagementPort() {
        JsonObject body = new JsonObject().put("id", Accounts.fresh("mallory"));

        for (String secret : List.of("", "x", node.accounts().token(alice), NodeUnderTest.ADMIN_SECRET + "x")) {
            for (String path : List.of("/v1/accounts", "/v1/tokens", "/v1/nonsense")) {
                assertThat(Wait.get(Http.post(node.uri("management", path), secret, body))
                                .statusCode())
                        .as(path + " with " + secret)
                        .isEqualTo(401);
            }
        }
    }

    private RawSocket mqtt() {
        return open(RawSocket.connect(node.port("mqtt")));
    }

    private RawSocket http() {
        return open(RawSocket.connect(node.port("http")));
    }

    private RawSocket mqttSignedIn(int level) {
        RawSocket socket = mqtt();
        socket.send(MqttBytes.connect(
                level, Accounts.fresh("raw"), alice, node.accounts().token(alice)));
        byte[] head = socket.read(2);
        assertThat(head[0]).isEqualTo((byte) 0x20);
        byte[] rest = socket.read(head[1]);
        assertThat(rest[1]).isZero();
        return socket;
    }

    private RawWebSocket rawWebSocket() {
        return open(RawWebSocket.connect(node, 0));
    }

    private RawWebSocket rawWebSocketSignedIn() {
        RawWebSocket socket = rawWebSocket();
        JsonObject answer = socket.call(
                1, "auth", new JsonObject().put("token", node.accounts().token(alice)));
        assertThat(answer.getInteger("code")).isZero();
        return socket;
    }

    private WsClient webSocket(String account) {
        return open(WsClient.signedIn(node, account));
    }

    private MqttDevice device(Version version, String account) {
        return open(MqttDevice.connect(version, node, account, Accounts.fresh("device"), false));
    }

    /** A group of somebody else, with a message in it; its name. */
    private String group() {
        WsClient owner = webSocket(node.accounts().make("owner"));
        String group = Accounts.fresh("private");
        owner.call("room.create", new JsonObject().put("room", "g:" + group));
        owner.call("msg.send", new JsonObject().put("to", "g:" + group).put("text", "secret"));
        return group;
    }

    private String post(int length) {
        return "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + node.accounts().token(alice) + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n";
    }

    private <T extends AutoCloseable> T open(T one) {
        return HOSTILITY.open(one);
    }

    /** A tenth of a second of an attacker's time. */
    private static void tick() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 100, TimeUnit.MILLISECONDS)
                .join();
    }

    private static byte[] head(long length) {
        return ByteBuffer.allocate(14)
                .put((byte) RawWebSocket.TEXT)
                .put((byte) 0xFF)
                .putLong(length)
                .putInt(0)
                .array();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
