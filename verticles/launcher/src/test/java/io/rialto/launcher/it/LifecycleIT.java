package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.adapter.testing.TlsFiles;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.JarProcess;
import io.rialto.launcher.it.kit.Mqtt5Device;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Login;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node as its operator sees it: start, stop, refusals, health, TLS; presence and echo between processes. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class LifecycleIT {
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int SERVER_SHUTTING_DOWN = 0x8B;

    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path data;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void saysInOneLineWhenAndWhereItIsReadyThenGoesInOrderWhenToldTo() {
        JarNode node = node(Map.of());
        assertThat(node.ready().ports()).containsOnlyKeys("thrift", "http", "mqtt", "bigbinary", "management");
        assertThat(node.ready().ports().values()).doesNotHaveDuplicates().doesNotContain(0);
        assertThat(node.ready().millis()).isBetween(1L, 60_000L);
        assertThat(node.manage("/healthz")).isNotBlank();
        assertThat(node.manage("/readyz")).contains("ready");
        assertThat(node.manage("/metrics")).contains("rialto_connections_open", "jvm_memory_used_bytes");
        WsClient webSocket = open(WsClient.signedIn(node, node.accounts().make("ws")));
        MqttDevice mqtt5 =
                open(MqttDevice.connect(Version.V5, node, node.accounts().make("mqtt")));
        MqttDevice mqtt3 =
                open(MqttDevice.connect(Version.V3, node, node.accounts().make("mqtt")));
        WsClient unknown = open(WsClient.connect(node));
        long start = System.nanoTime();

        int code = node.terminate(STOP);

        assertThat(code).as("exit code").isIn(0, 143);
        assertThat(webSocket.awaitEvent("goaway").getLong("delayMs")).isNotNegative();
        assertThat(Wait.get(webSocket.ending()).code()).isEqualTo(1001);
        assertThat(Wait.get(unknown.ending()).code()).isEqualTo(1001);
        assertThat(Wait.get(mqtt5.ended())).isEqualTo(SERVER_SHUTTING_DOWN);
        assertThat(mqtt3.ended()).succeedsWithin(STOP);
        assertThat(node.process().output())
                .as("all that it printed")
                .noneMatch(line -> line.contains("Exception") || line.contains("ERROR") || line.contains("LEAK"));
        System.out.printf(
                "lifecycle: ready after %d ms, gone after %d ms%n",
                node.ready().millis(), (System.nanoTime() - start) / 1_000_000);
    }

    @Test
    void startsWithoutTheClassesThatOnlyRequestsNeed() throws Exception {
        Path classes = data.resolve("classes.txt");

        JarNode node = open(new JarNode(data, Map.of(), List.of("-Xlog:class+load:file=" + classes)));

        assertThat(Files.readString(classes))
                .contains("io.rialto.launcher.Gateway ")
                .contains("io.rialto.adapter.http.HttpVerticle ")
                .doesNotContain("io.vertx.ext.web.impl.RouterImpl ")
                .doesNotContain("io.rialto.adapter.websocket.Operations ")
                .doesNotContain("com.fasterxml.jackson.");
        assertThat(new JsonObject(node.manage("/v1/openapi.json")).getJsonObject("paths"))
                .isNotEmpty();
    }

    @Test
    void keepsEverythingOverAnOrderlyRestart() {
        JarNode node = node(Map.of());
        String alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        WsClient sender = open(WsClient.signedIn(node, alice));
        sender.call("msg.send", new JsonObject().put("to", bob).put("cmid", "1").put("text", "before"));
        sender.call(
                "msg.send",
                new JsonObject().put("to", "c:lamp").put("text", "on").put("retain", true));
        node.terminate(STOP);

        node.start();

        WsInbox inbox = new WsInbox();
        WsClient reader = open(inbox.connect(node, bob, "phone"));
        assertThat(inbox.stored().awaitSize(1).get(0).payload()).isEqualTo("before");
        reader.call("room.join", new JsonObject().put("room", "c:lamp").put("retained", true));
        assertThat(reader.awaitEvent("msg").getString("text")).isEqualTo("on");
        WsClient again = open(WsClient.signedIn(node, alice));
        assertThat(again.call(
                                "msg.send",
                                new JsonObject().put("to", bob).put("cmid", "1").put("text", "before"))
                        .getBoolean("dup"))
                .isTrue();
    }

    @Test
    void refusesADirectoryThatAnotherNodeUses() {
        node(Map.of());

        JarProcess second = open(new JarProcess(JarNode.arguments(data, Map.of())));

        assertThat(second.awaitExit(Duration.ofSeconds(30))).isPositive();
        assertThat(String.join("\n", second.output()))
                .startsWith("rialto: ")
                .contains(data.toString())
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAPortThatIsInUse() {
        JarNode node = node(Map.of());
        Map<String, String> taken = Map.of("listeners.mqtt.port", String.valueOf(node.port("mqtt")));

        JarProcess second = open(new JarProcess(JarNode.arguments(data.resolve("other"), taken)));

        assertThat(second.awaitExit(Duration.ofSeconds(30))).isPositive();
        assertThat(String.join("\n", second.output()))
                .startsWith("rialto: ")
                .containsIgnoringCase("address already in use")
                .doesNotContain("\tat ");
    }

    @Test
    void saysItsVersion() {
        JarProcess process = open(new JarProcess(List.of("--version")));

        assertThat(process.awaitExit(Duration.ofSeconds(20))).isZero();
        assertThat(process.output()).hasSize(1).first().asString().contains("0.1.0");
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheNearest() {
        JarProcess process = open(new JarProcess(List.of("--set", "listeners.htp.port=0")));

        assertThat(process.awaitExit(Duration.ofSeconds(20))).isEqualTo(2);
        assertThat(String.join("\n", process.output())).contains("listeners.htp.port", "listeners.http.port");
    }

    @Test
    void refusesAValueThatIsNone() {
        JarProcess process = open(new JarProcess(List.of("--set", "listeners.http.port=eighty")));

        assertThat(process.awaitExit(Duration.ofSeconds(20))).isEqualTo(2);
        assertThat(String.join("\n", process.output()))
                .contains("listeners.http.port", "eighty")
                .doesNotContain("\tat ");
    }

    @Test
    void speaksTlsOnEveryListener() throws Exception {
        TlsFiles tls = TlsFiles.make(data);
        JarNode node = node(Stream.of("listeners.http", "listeners.mqtt", "management")
                .flatMap(listener -> tls.settings(listener).stream())
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1])));
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        String management = "https://127.0.0.1:" + node.port("management");
        assertThat(send(client, HttpRequest.newBuilder(URI.create(management + "/healthz")))
                        .statusCode())
                .isEqualTo(200);
        admin(client, management + "/v1/accounts", new JsonObject().put("id", "alice"));
        String token = admin(
                        client,
                        management + "/v1/tokens",
                        new JsonObject().put("account", "alice").put("ttl", 60))
                .getString("token");

        WsClient webSocket =
                open(WsClient.connect(client, URI.create("wss://127.0.0.1:" + node.port("http") + "/v1/ws")));
        assertThat(webSocket.call("auth", new JsonObject().put("token", token)).getString("account"))
                .isEqualTo("alice");
        webSocket.join("secure");
        MqttDevice mqtt =
                open(Mqtt5Device.connect(node.port("mqtt"), new Login("alice", token, "d-1", false, 100), tls));
        assertThat(mqtt.publish(MqttDevice.Message.of("secure", "hello"))).succeedsWithin(Duration.ofSeconds(10));

        assertThat(webSocket.awaitEvent("msg").getString("text")).isEqualTo("hello");
        assertThatThrownBy(() -> WsClient.connect(node)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() ->
                        MqttDevice.connect(Version.V5, node.port("mqtt"), new Login("alice", token, "d-2", false, 100)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> node.manage("/healthz")).isInstanceOf(AssertionError.class);
    }

    @Test
    void letsGuestsInOnLoopbackUnlessThatIsOff() {
        JarNode on = node(Map.of());
        WsClient guest = open(WsClient.connect(on));
        assertThat(guest.call("auth", new JsonObject().put("anonymous", true)).getBoolean("guest"))
                .isTrue();
        guest.call("room.join", new JsonObject().put("room", "c:open"));
        assertThat(guest.code("msg.send", new JsonObject().put("to", "alice").put("text", "hi")))
                .isEqualTo(1103);
        on.terminate(STOP);

        JarNode off = node(Map.of("accounts.anonymous", "off"));

        WsClient refused = open(WsClient.connect(off));
        assertThat(refused.code("auth", new JsonObject().put("anonymous", true)))
                .isEqualTo(1101);
        assertThat(refused.code("room.join", new JsonObject().put("room", "c:open")))
                .isEqualTo(1101);
    }

    @Test
    void tellsWatchersWhoComesAndGoesAndOtherDevicesWhatWasSent() {
        JarNode node = node(Map.of());
        String alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        WsClient watcher = open(WsClient.signedIn(node, alice));
        JsonObject watch = new JsonObject().put("accounts", new JsonArray().add(bob));
        JsonObject before =
                watcher.call("presence.watch", watch).getJsonArray("states").getJsonObject(0);
        assertThat(before.getBoolean("online")).isFalse();

        WsInbox phoneInbox = new WsInbox();
        WsClient phone = open(phoneInbox.connect(node, bob, "phone"));
        assertThat(presence(watcher, 0)).isTrue();
        WsInbox tabletInbox = new WsInbox();
        WsClient tablet = open(tabletInbox.connect(node, bob, "tablet"));
        MqttDevice meter = open(MqttDevice.connect(Version.V5, node, bob, "meter", false));
        assertThat(meter.subscribe("$inbox", 1)).isEqualTo(1);
        JsonObject sent = phone.call(
                "msg.send", new JsonObject().put("to", alice).put("cmid", "c-1").put("text", "hello"));
        phoneInbox.sent(sent);

        WsInbox.Stored echo = tabletInbox.stored().awaitSize(1).get(0);
        assertThat(echo.dir()).isEqualTo("out");
        assertThat(echo.item().getString("cmid")).isEqualTo("c-1");
        assertThat(echo.item().getString("mid")).isEqualTo(sent.getString("mid"));
        assertThat(meter.arrivals().awaitSize(1).get(0).properties()).containsEntry("cmid", "c-1");
        phone.closeInOrder();
        meter.disconnect();
        tablet.closeInOrder();
        assertThat(presence(watcher, 1)).isFalse();
        assertThat(watcher.events().size()).isEqualTo(2);
        assertThat(phoneInbox.stored().all()).isEmpty();
    }

    @Test
    void takesOverFromTheSameDeviceOnAnyDoor() {
        JarNode node = node(Map.of());
        String account = node.accounts().make("alice");
        WsClient webSocket = open(new WsInbox().connect(node, account, "phone"));

        MqttDevice mqtt = open(MqttDevice.connect(Version.V5, node, account, "phone", false));

        assertThat(webSocket.awaitEvent("kicked").getString("why")).isEqualTo("replaced");
        assertThat(Wait.get(webSocket.ending()).code()).isEqualTo(4001);
        open(new WsInbox().connect(node, account, "phone"));
        assertThat(Wait.get(mqtt.ended())).isEqualTo(0x8E);
    }

    @Test
    void keepsTheAdminSecretItMakesToItsOwner() throws Exception {
        JarNode node = node(Map.of("admin.secret", ""));
        Path secret = data.resolve("admin.secret");
        assertThat(Files.getPosixFilePermissions(secret)).hasSize(2);
        assertThat(String.join("\n", node.process().output()))
                .contains(Files.readString(secret).strip());
        JsonObject account = new JsonObject().put("id", "alice");
        URI accounts = node.uri("management", "/v1/accounts");

        assertThat(Wait.get(Http.post(accounts, NodeUnderTest.ADMIN_SECRET, account))
                        .statusCode())
                .isEqualTo(401);
        assertThat(Wait.get(Http.post(accounts, Files.readString(secret).strip(), account))
                        .statusCode())
                .isEqualTo(201);
    }

    private static boolean presence(WsClient watcher, int place) {
        return watcher.events()
                .await("presence", place, event -> event.getString("ev").equals("presence"))
                .getBoolean("online");
    }

    private static JsonObject admin(HttpClient client, String uri, JsonObject body) {
        HttpResponse<String> answer = send(
                client,
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Authorization", "Bearer " + NodeUnderTest.ADMIN_SECRET)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body());
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        return Wait.get(client.sendAsync(request.build(), BodyHandlers.ofString()));
    }

    private JarNode node(Map<String, String> settings) {
        return open(new JarNode(data, settings));
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
