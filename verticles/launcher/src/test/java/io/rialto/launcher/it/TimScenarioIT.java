package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.Mqtt5Device;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.TimPeer;
import io.rialto.launcher.it.kit.TimPeer.Flavour;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three accounts, made and used by TIM clients of both flavours, with a WebSocket and an MQTT session of one of them beside:
 * what each party sees, what is stored, what the other doors show (tim-protocol.md §4).
 */
class TimScenarioIT {
    private static final int BROADCAST = 19;
    private static final int PULL = 21;
    private static final int VROOM = 22;
    private static final int BUSINESS = 41;
    private static final int NODES = 42;
    private static final int MESSAGE = 90;
    private static final int PRESENCE = 91;
    private static final int REVOKE = 92;
    private static final int BURN = 93;
    private static final int STREAM = 94;
    private static final int OFFLINE = 17;
    private static final int OFFLINE_END = 18;
    private static final int ACK = 12;

    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("messages.direct", "friends").with("messages.recallWindow", "0s");

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;
    private TimPeer ann;
    private TimPeer bob;
    private TimPeer cat;
    private WsInbox bobsPage;
    private WsClient bobsBrowser;
    private MqttDevice bobsMeter;

    @BeforeEach
    void gather(NodeUnderTest running) {
        node = running;
        ann = register("ann", Flavour.JSON);
        bob = register("bob", Flavour.COMPACT);
        cat = register("cat", Flavour.JSON);
        bobsPage = new WsInbox();
        bobsBrowser = keep(bobsPage.connect(node, bob.node(), "browser"));
        bobsMeter = keep(Mqtt5Device.connect(
                node.port("mqtt"),
                new MqttDevice.Login(bob.node(), node.accounts().token(bob.node()), "meter", false, 64),
                null));
        bobsMeter.subscribe("$inbox", 1);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    /** §4.10, rows 1, 4, 5, 6, 7, 18; nobody writes to a stranger (W-59, W-60). */
    @Test
    void friends() {
        assertThat(code(ann.ask(MESSAGE, toUser(bob, "too early")))).isEqualTo(4105);

        ann.say(BUSINESS, request(4).put("node", bob.node()).put("reqStr", "it is me"));
        JsonObject asked = notice(bob, 4);
        assertThat(asked.getJsonObject("fromTid").getString("node")).isEqualTo(ann.node());
        assertThat(asked.getString("dataString")).isEqualTo("it is me");
        bobsPage.stored().await("the request", item -> item.payload().contains("contact.requested"));
        bobsMeter.arrivals().await("the request", arrived -> arrived.text().contains("contact.requested"));

        bob.say(BUSINESS, request(4).put("node", ann.node()).put("reqStr", ""));
        notice(ann, 5);
        notice(bob, 5);
        assertThat(roster(ann)).containsExactly(bob.node());
        assertThat(roster(bob)).containsExactly(ann.node());
        assertThat(code(ann.ask(BUSINESS, request(4).put("node", bob.node()).put("reqStr", "again"))))
                .isEqualTo(4117);

        assertThat(ann.ask(BUSINESS, request(6).put("node", bob.node()))).isEqualTo(done(BUSINESS, 6, bob.node()));
        notice(bob, 6);
        assertThat(code(ann.ask(MESSAGE, toUser(bob, "no more")))).isEqualTo(4105);

        assertThat(bob.ask(BUSINESS, request(7).put("node", cat.node()))).isEqualTo(done(BUSINESS, 7, cat.node()));
        notice(cat, 7);
        assertThat(code(cat.ask(BUSINESS, request(4).put("node", bob.node()).put("reqStr", "hi"))))
                .isEqualTo(4110);
        bob.say(BUSINESS, request(18));
        JsonObject blocked = bob.hear(NODES);
        assertThat(blocked.getInteger("ntype")).isEqualTo(8);
        assertThat(blocked.getJsonArray("nodelist")).containsExactly(cat.node());
        assertThat(code(ann.ask(BUSINESS, request(4).put("node", ann.node()).put("reqStr", ""))))
                .isEqualTo(4105);
        assertThat(code(ann.ask(BUSINESS, request(6).put("node", cat.node())))).isEqualTo(4104);
        assertThat(code(ann.ask(BUSINESS, request(4).put("node", "nobody").put("reqStr", ""))))
                .isEqualTo(4106);
    }

    /** §4.5: said, shown on every door under the same number, revoked, burned, in nobody's history any more. */
    @Test
    void messages() {
        befriend(ann, bob);

        ann.say(MESSAGE, toUser(bob, "one").put("id", 77L).put("udtype", 300).put("extend", json("k", "v")));
        JsonObject echo = ann.hear(MESSAGE);
        assertThat(echo.getLong("id")).isEqualTo(77);
        assertThat(echo.getLong("mid")).isEqualTo(1);
        JsonObject came = bob.hear(MESSAGE);
        assertThat(came.getLong("mid")).isEqualTo(1);
        assertThat(came.getLong("timestamp")).isEqualTo(echo.getLong("timestamp"));
        assertThat(came.getInteger("udtype")).isEqualTo(300);
        assertThat(came.getJsonObject("extend")).isEqualTo(json("k", "v"));
        assertThat(came.getJsonObject("fromTid"))
                .isEqualTo(new JsonObject()
                        .put("node", ann.node())
                        .put("resource", "phone")
                        .put("termtyp", 1));
        WsInbox.Stored shown =
                bobsPage.stored().await("one", item -> item.payload().equals("one"));
        assertThat(shown.item().getLong("cseq")).isEqualTo(1);
        assertThat(bobsMeter
                        .arrivals()
                        .await("one", arrived -> arrived.text().equals("one"))
                        .entry()
                        .cseq())
                .isEqualTo(1);

        bobsBrowser.call("msg.send", new JsonObject().put("to", ann.node()).put("text", "two"));
        assertThat(ann.hear(MESSAGE).getLong("mid")).isEqualTo(2);
        assertThat(bob.hear(MESSAGE).getString("dataString")).isEqualTo("two");

        assertThat(ann.ask(REVOKE, toUser(bob, null).put("odType", 2).put("mid", 1)))
                .isEqualTo(done(REVOKE, 2, bob.node()).put("t2", 1));
        assertThat(ann.hear(MESSAGE).getInteger("odType")).isEqualTo(2);
        JsonObject revoked = bob.hear(MESSAGE);
        assertThat(revoked.getInteger("odType")).isEqualTo(2);
        assertThat(revoked.getLong("mid")).isEqualTo(1);
        assertThat(ann.ask(BURN, toUser(bob, null).put("odType", 3).put("mid", 2)))
                .isEqualTo(done(BURN, 2, bob.node()).put("t2", 2));
        assertThat(ann.hear(MESSAGE).getInteger("odType")).isEqualTo(3);
        assertThat(bob.hear(MESSAGE).getInteger("odType")).isEqualTo(3);
        assertThat(code(bob.ask(REVOKE, toUser(ann, null).put("odType", 2).put("mid", 99))))
                .isEqualTo(4104);

        ann.say(MESSAGE, toUser(bob, "three"));
        long third = ann.hear(MESSAGE).getLong("mid");
        assertThat(history(bob, 1, ann.node())).containsExactly(third + " three");
        assertThat(code(bob.ask(REVOKE, toUser(ann, null).put("odType", 2).put("mid", third))))
                .isEqualTo(4105);
    }

    /** §4.5, §4.6: in passing, on every door, kept nowhere. */
    @Test
    void signals() {
        befriend(ann, bob);

        ann.say(MESSAGE, toUser(bob, "passing").put("odType", 5));
        JsonObject stream = bob.hear(MESSAGE);
        assertThat(stream.getInteger("odType")).isEqualTo(5);
        assertThat(stream.getString("dataString")).isEqualTo("passing");
        assertThat(stream.containsKey("mid")).isFalse();
        assertThat(bobsBrowser.awaitEvent("signal").encode()).contains("passing");
        ann.raw(bigData(95, bob.node(), '|', "a big string"));
        bob.raw(bigData(96, ann.node(), 0x83, "a big binary"));
        assertThat(bob.hear("a big string", frame -> frame.command() == 95)
                        .raw()
                        .getBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(ann.node() + "|a big string");
        assertThat(new String(
                        ann.hear("a big binary", frame -> frame.command() == 96)
                                .raw()
                                .getBytes(),
                        StandardCharsets.UTF_8))
                .endsWith("a big binary");
        assertThat(code(cat.raw(bigData(95, bob.node(), '|', "of a stranger")).hear(ACK)))
                .isEqualTo(4105);

        ann.say(MESSAGE, toUser(bob, "the first that is kept"));
        ann.hear(MESSAGE);
        assertThat(history(ann, 1, bob.node())).containsExactly("1 the first that is kept");
    }

    /** §4.9. */
    @Test
    void presence() {
        befriend(ann, bob);
        JsonObject presence = new JsonObject()
                .put("subStatus", 1)
                .put("show", 2)
                .put("status", "busy")
                .put("extend", json("mood", "good"));

        ann.say(BROADCAST, presence);
        JsonObject heard = bob.hear(PRESENCE);
        assertThat(heard.getInteger("subStatus")).isEqualTo(1);
        assertThat(heard.getInteger("show")).isEqualTo(2);
        assertThat(heard.getString("status")).isEqualTo("busy");
        assertThat(heard.getJsonObject("extend")).isEqualTo(json("mood", "good"));
        assertThat(heard.getJsonObject("fromTid").getString("resource")).isEqualTo("phone");
        cat.say(
                PRESENCE,
                new JsonObject().put("toList", new JsonArray().add(ann.node()).add(bob.node())));
        assertThat(ann.hear(PRESENCE).getJsonObject("toTid").getString("node")).isEqualTo(ann.node());
        assertThat(bob.hear(PRESENCE).getJsonObject("fromTid").getString("node"))
                .isEqualTo(cat.node());

        ann.leave();
        JsonObject gone = bob.hear(PRESENCE);
        assertThat(gone.getBoolean("offline")).isTrue();
        assertThat(gone.getJsonObject("fromTid").getString("node")).isEqualTo(ann.node());
        assertThat(cat.ping().frames().all().stream().filter(frame -> frame.command() == PRESENCE))
                .isEmpty();
    }

    /** §4.11. */
    @Test
    void profiles() {
        JsonObject bean = new JsonObject()
                .put("name", "bob")
                .put("nickName", "bobby")
                .put("gender", 1)
                .put("photoTidAlbum", new JsonArray().add("http://x/1.png"));

        assertThat(bob.ask(NODES, new JsonObject().put("ntype", 0).put("usermap", new JsonObject().put("", bean))))
                .isEqualTo(
                        new JsonObject().put("ok", true).put("timType", NODES).put("t", 6));

        cat.say(NODES, new JsonObject().put("ntype", 4).put("nodelist", new JsonArray().add(bob.node())));
        JsonObject shown = cat.hear(NODES).getJsonObject("usermap").getJsonObject(bob.node());
        assertThat(shown.getLong("createtime")).isGreaterThan(1_700_000_000_000_000_000L);
        shown.remove("createtime");
        assertThat(shown).isEqualTo(bean);
        assertThat(bobsBrowser
                        .call("profile.get", new JsonObject().put("accounts", new JsonArray().add(bob.node())))
                        .encode())
                .contains(Base64.getEncoder().encodeToString("bobby".getBytes(StandardCharsets.UTF_8)));
    }

    /** §4.7: what came while nobody was there, page by page, the end told, nothing of what was revoked (W-08, W-09, W-23). */
    @Test
    void offline() {
        befriend(ann, bob);
        bob.leave();
        for (int i = 1; i <= 25; i++) {
            ann.say(MESSAGE, toUser(bob, "m" + i));
        }
        for (int i = 1; i <= 25; i++) {
            ann.hear(MESSAGE);
        }
        for (int i = 1; i <= 12; i++) {
            ann.ask(REVOKE, toUser(bob, null).put("odType", 2).put("mid", i));
        }

        TimPeer again = signIn("bob", bob.node(), Flavour.COMPACT);
        again.raw(new byte[] {OFFLINE});

        List<String> said = new ArrayList<>();
        int revoked = 0;
        for (TimPeer.Frame frame = next(again); frame.command() == OFFLINE; frame = next(again)) {
            for (Object one : frame.body().getJsonArray("messageList")) {
                JsonObject message = (JsonObject) one;
                assertThat(message.getBoolean("isOffline")).isTrue();
                if (message.getInteger("odType") == 1) {
                    said.add(message.getString("dataString"));
                } else {
                    revoked++;
                }
            }
        }
        assertThat(said)
                .containsExactly(
                        "m13", "m14", "m15", "m16", "m17", "m18", "m19", "m20", "m21", "m22", "m23", "m24", "m25");
        assertThat(revoked).isEqualTo(12);
    }

    /** §4.10, rows 2, 3, 8–17, 19, 20; one group, the same history under the same numbers on every door. */
    @Test
    void groups() {
        String room = ann.ask(BUSINESS, request(8).put("node", "club").put("reqInt", 1))
                .getString("n");
        bob.say(BUSINESS, request(9).put("node", room).put("reqStr", "let me in"));
        JsonObject applied = notice(ann, 9);
        assertThat(applied.getString("dataString")).isEqualTo("let me in");
        assertThat(applied.getJsonObject("roomTid").getString("node")).isEqualTo(room);
        assertThat(ann.ask(
                        BUSINESS,
                        request(11).put("node", room).put("node2", bob.node()).put("reqStr", "no")))
                .isEqualTo(done(BUSINESS, 11, room).put("n2", bob.node()));
        assertThat(notice(bob, 11).getString("dataString")).isEqualTo("no");
        bob.say(BUSINESS, request(9).put("node", room).put("reqStr", "please"));
        notice(ann, 9);
        assertThat(ann.ask(BUSINESS, request(12).put("node", room).put("node2", bob.node())))
                .isEqualTo(done(BUSINESS, 12, room).put("n2", bob.node()));
        notice(bob, 10);
        ann.ask(BUSINESS, request(12).put("node", room).put("node2", cat.node()));
        notice(cat, 12);

        ann.say(MESSAGE, toRoom(room, "welcome"));
        assertThat(ann.hear(MESSAGE).getLong("mid")).isEqualTo(1);
        assertThat(bob.hear(MESSAGE).getString("dataString")).isEqualTo("welcome");
        assertThat(cat.hear(MESSAGE).getJsonObject("roomTid").getString("node")).isEqualTo(room);
        bobsBrowser.call("msg.send", new JsonObject().put("to", "g:" + room).put("text", "thanks"));
        assertThat(ann.hear(MESSAGE).getLong("mid")).isEqualTo(2);
        assertThat(history(cat, 2, room)).containsExactly("2 thanks", "1 welcome");
        assertThat(bobsBrowser
                        .call(
                                "room.pull",
                                new JsonObject().put("room", "g:" + room).put("after", 0))
                        .getJsonArray("items")
                        .stream()
                        .map(one -> ((JsonObject) one).getLong("cseq") + " " + ((JsonObject) one).getString("text")))
                .containsExactly("1 welcome", "2 thanks");

        JsonObject renamed = new JsonObject().put(room, json("topic", "the club"));
        assertThat(ann.ask(NODES, new JsonObject().put("ntype", 7).put("roommap", renamed)))
                .isEqualTo(
                        new JsonObject().put("ok", true).put("timType", NODES).put("t", 7));
        assertThat(code(cat.ask(NODES, new JsonObject().put("ntype", 7).put("roommap", renamed))))
                .isEqualTo(4105);
        cat.say(NODES, new JsonObject().put("ntype", 5).put("nodelist", new JsonArray().add(room)));
        JsonObject info = cat.hear(NODES).getJsonObject("roommap").getJsonObject(room);
        assertThat(info.getString("topic")).isEqualTo("the club");
        assertThat(info.getString("founder")).isEqualTo(ann.node());
        assertThat(info.getInteger("gtype")).isEqualTo(1);
        cat.say(BUSINESS, request(3).put("node", room));
        assertThat(cat.hear(NODES).getJsonArray("nodelist"))
                .containsExactlyInAnyOrder(ann.node(), bob.node(), cat.node());
        cat.say(BUSINESS, request(2));
        assertThat(cat.hear(NODES).getJsonArray("nodelist")).containsExactly(room);
        assertThat(code(bob.ask(BUSINESS, request(13).put("node", room).put("node2", cat.node()))))
                .isEqualTo(4105);
        assertThat(ann.ask(BUSINESS, request(13).put("node", room).put("node2", cat.node())))
                .isEqualTo(done(BUSINESS, 13, room).put("n2", cat.node()));
        notice(cat, 13);
        // W-42, W-59: at once, and by no type of request
        assertThat(code(cat.ask(
                        PULL, request(2).put("node", room).put("reqInt", 0).put("reqInt2", 9))))
                .isEqualTo(4105);
        assertThat(code(cat.ask(
                        PULL, request(258).put("node", room).put("reqInt", 0).put("reqInt2", 9))))
                .isEqualTo(4104);
        assertThat(code(cat.ask(MESSAGE, toRoom(room, "still here?")))).isEqualTo(4105);
        ann.ask(BUSINESS, request(15).put("node", room).put("node2", cat.node()));
        assertThat(code(cat.ask(BUSINESS, request(9).put("node", room).put("reqStr", ""))))
                .isEqualTo(4110);
        ann.say(BUSINESS, request(20).put("node", room));
        assertThat(ann.hear(NODES).getJsonArray("nodelist")).containsExactly(cat.node());

        assertThat(code(ann.ask(BUSINESS, request(17).put("node", room)))).isEqualTo(4105);
        assertThat(bob.ask(BUSINESS, request(14).put("node", room))).isEqualTo(done(BUSINESS, 14, room));
        bob.say(BUSINESS, request(19));
        assertThat(bob.hear(NODES).getJsonArray("nodelist")).containsExactly(room);
        assertThat(code(ann.ask(BUSINESS, request(12).put("node", room).put("node2", bob.node()))))
                .isEqualTo(4110);
        assertThat(ann.ask(BUSINESS, request(17).put("node", room))).isEqualTo(done(BUSINESS, 17, room));
        assertThat(code(bob.ask(BUSINESS, request(9).put("node", room).put("reqStr", ""))))
                .isEqualTo(4108);

        String hall = ann.ask(BUSINESS, request(8).put("node", "hall").put("reqInt", 2))
                .getString("n");
        cat.say(BUSINESS, request(9).put("node", hall).put("reqStr", ""));
        assertThat(notice(cat, 10).containsKey("fromTid")).isFalse();
        assertThat(cat.ask(BUSINESS, request(16).put("node", hall))).isEqualTo(done(BUSINESS, 16, hall));
    }

    /** §4.12. */
    @Test
    void virtualRooms() {
        String room = ann.ask(VROOM, request(1)).getString("n");
        assertThat(bob.ask(VROOM, request(5).put("node", room))).isEqualTo(done(VROOM, 5, room));
        assertThat(cat.ask(VROOM, request(5).put("node", room).put("reqInt", 1)))
                .isEqualTo(done(VROOM, 5, room));

        assertThat(code(bob.say(STREAM, frame(room, "AQ==")).hear(ACK))).isEqualTo(4105);
        assertThat(ann.ask(VROOM, request(3).put("node", room).put("node2", bob.node())))
                .isEqualTo(done(VROOM, 3, bob.node()));
        bob.say(STREAM, frame(room, "AQI="));

        assertThat(bob.hear(STREAM).getString("body")).isEqualTo("AQI=");
        assertThat(cat.hear("bytes", one -> one.command() == 97).raw().getBytes())
                .endsWith(0x83, 1, 2);
        assertThat(ann.ask(VROOM, request(4).put("node", room).put("node2", bob.node())))
                .isEqualTo(done(VROOM, 4, bob.node()));
        assertThat(bob.ask(VROOM, request(6).put("node", room))).isEqualTo(done(VROOM, 6, room));
        // W-30: a viewer that leaves ends no room
        ann.say(STREAM, frame(room, "Aw=="));
        assertThat(cat.hear("bytes", one -> one.command() == 97).raw().getBytes())
                .endsWith(0x83, 3);
        assertThat(ann.ask(VROOM, request(2).put("node", room))).isEqualTo(done(VROOM, 2, room));
    }

    private void befriend(TimPeer one, TimPeer other) {
        one.say(BUSINESS, request(4).put("node", other.node()).put("reqStr", ""));
        notice(other, 4);
        other.say(BUSINESS, request(4).put("node", one.node()).put("reqStr", ""));
        notice(one, 5);
        notice(other, 5);
    }

    private static JsonObject notice(TimPeer peer, int bnType) {
        return peer.hear(
                        "notice " + bnType,
                        frame -> frame.command() == MESSAGE && frame.body().getInteger("bnType", 0) == bnType)
                .body();
    }

    private static List<String> roster(TimPeer peer) {
        peer.say(BUSINESS, request(1));
        JsonObject nodes = peer.hear(NODES);
        assertThat(nodes.getInteger("ntype")).isEqualTo(1);
        return nodes.getJsonArray("nodelist").stream().map(String.class::cast).toList();
    }

    /** Place and text of what stands there, the newest first. */
    private static List<String> history(TimPeer peer, int rtype, String of) {
        peer.say(PULL, request(rtype).put("node", of).put("reqInt", 0).put("reqInt2", 100));
        List<String> all = new ArrayList<>();
        peer.hear(PULL).getJsonArray("messageList").forEach(one -> {
            JsonObject message = (JsonObject) one;
            all.add(message.getLong("mid") + " " + message.getString("dataString"));
        });
        return all;
    }

    private static TimPeer.Frame next(TimPeer peer) {
        return peer.hear("a page, or the end", one -> one.command() == OFFLINE || one.command() == OFFLINE_END);
    }

    private TimPeer register(String prefix, Flavour flavour) {
        String name = Accounts.fresh(prefix);
        byte[] body = ("\u008e"
                        + new JsonObject()
                                .put("name", name)
                                .put("pwd", "secret")
                                .encode())
                .getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<byte[]> answer = Wait.get(Http.CLIENT.sendAsync(
                HttpRequest.newBuilder(node.uri("thrift", "/tim2"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray()));
        JsonObject ack = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8).substring(1));
        assertThat(ack.getBoolean("ok")).isTrue();
        TimPeer peer = TimPeer.signedIn(
                node,
                flavour,
                new JsonObject()
                        .put("name", name)
                        .put("pwd", "secret")
                        .put("resource", "phone")
                        .put("termtyp", 1));
        assertThat(peer.node()).isEqualTo(ack.getString("n"));
        return keep(peer);
    }

    private TimPeer signIn(String name, String account, Flavour flavour) {
        JsonObject auth = new JsonObject()
                .put("name", name)
                .put("token", node.accounts().token(account))
                .put("resource", "phone")
                .put("termtyp", 1);
        return keep(TimPeer.signedIn(node, flavour, auth));
    }

    private static JsonObject toUser(TimPeer to, String text) {
        JsonObject message = new JsonObject().put("msType", 2).put("odType", 1).put("toTid", json("node", to.node()));
        return text == null ? message : message.put("dataString", text);
    }

    private static JsonObject toRoom(String room, String text) {
        return new JsonObject()
                .put("msType", 3)
                .put("odType", 1)
                .put("roomTid", json("node", room))
                .put("dataString", text);
    }

    private static JsonObject request(int rtype) {
        return new JsonObject().put("rtype", rtype);
    }

    private static JsonObject frame(String room, String base64) {
        return new JsonObject()
                .put("id", 0)
                .put("VNode", room)
                .put("body", base64)
                .put("fromNode", "");
    }

    private static JsonObject done(int command, int t, String n) {
        return new JsonObject()
                .put("ok", true)
                .put("timType", command)
                .put("t", t)
                .put("n", n);
    }

    private static JsonObject json(String key, String value) {
        return new JsonObject().put(key, value);
    }

    private static int code(JsonObject ack) {
        assertThat(ack.getBoolean("ok")).isFalse();
        return ack.getJsonObject("error").getInteger("code");
    }

    private static byte[] bigData(int command, String to, int separator, String text) {
        byte[] node = to.getBytes(StandardCharsets.US_ASCII);
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[1 + node.length + 1 + data.length];
        frame[0] = (byte) command;
        System.arraycopy(node, 0, frame, 1, node.length);
        frame[1 + node.length] = (byte) separator;
        System.arraycopy(data, 0, frame, 2 + node.length, data.length);
        return frame;
    }

    private <T extends AutoCloseable> T keep(T one) {
        open.add(one);
        return one;
    }
}
