package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.launcher.it.kit.EmbeddedNode;
import io.rialto.launcher.it.kit.Histories;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.rialto.storage.postgres.PostgresServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node on PostgreSQL, whose database goes away and comes back while devices are connected. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class PostgresIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SENDERS = 4;

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, Entry> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> acknowledgedByMqtt = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refusals = ConcurrentHashMap.newKeySet();
    private String owner;
    private String room;
    private volatile boolean sending = true;

    @Test
    void nothingThatWasAcknowledgedIsLostWithADatabaseThatGoesAwayAndEverythingGoesOn(@TempDir Path data) {
        try (PostgresServer database = PostgresServer.startedIn(data.resolve("database"))) {
            String uri = database.uri(database.createDatabase());
            Map<String, String> settings = Map.of("storage.uri", uri, "storage.timeout", "2s");
            try (NodeUnderTest node = new EmbeddedNode(data.resolve("node"), settings)) {
                loseTheDatabase(node, database);
            }
            try (NodeUnderTest again = new EmbeddedNode(data.resolve("node"), settings);
                    WsClient client = WsClient.signedIn(again, owner)) {
                assertThat(Histories.byWebSocket(client, room).faultsAgainst(List.copyOf(acknowledged.values()), sent))
                        .isEmpty();
            }
        }
    }

    private void loseTheDatabase(NodeUnderTest node, PostgresServer database) {
        owner = node.accounts().make("owner");
        String mqttSender = node.accounts().make("sender");
        String reader = node.accounts().make("reader");
        String mqttReader = node.accounts().make("reader");
        room = "g:" + node.accounts().make("away");
        WsInbox inbox = new WsInbox();
        try (WsClient webSocket = WsClient.signedIn(node, owner);
                WsClient listening = inbox.connect(node, reader, "phone");
                MqttDevice mqtt = MqttDevice.connect(Version.V5, node, mqttSender);
                MqttDevice mqttInbox = MqttDevice.connect(Version.V5, node, mqttReader)) {
            JsonArray members = new JsonArray().add(mqttSender).add(reader).add(mqttReader);
            webSocket.call("room.create", new JsonObject().put("room", room).put("members", members));
            assertThat(mqttInbox.subscribe("$inbox", 1)).isEqualTo(1);
            List<Thread> senders = senders(webSocket, mqtt);
            awaitMore(100);
            assertThat(readiness(node).statusCode()).isEqualTo(200);

            database.stop();

            Wait.until("not ready", LIMIT, () -> readiness(node).statusCode() == 503);
            assertThat(readiness(node).body()).contains("is away").doesNotContain("any@");
            Wait.until(
                    "refusals",
                    LIMIT,
                    () -> refusals.contains(ErrorCode.STORE_UNAVAILABLE.number()) && refusals.contains(0x80));
            database.start();
            Wait.until("ready", LIMIT, () -> readiness(node).statusCode() == 200);
            awaitMore(100);
            sending = false;
            senders.forEach(PostgresIT::join);

            check(webSocket, inbox, mqttInbox);
            assertThat(listening.isOpen()).isTrue();
        }
    }

    /** Each sends one message after the other; what is refused goes out again, as the same message where it has an id. */
    private List<Thread> senders(WsClient webSocket, MqttDevice mqtt) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String name = "ws" + i;
            threads.add(new Thread(() -> send(name, text -> byWebSocket(webSocket, text)), name));
        }
        threads.add(new Thread(() -> send("mqtt", text -> byMqtt(mqtt, text)), "mqtt"));
        threads.forEach(Thread::start);
        return threads;
    }

    private void send(String name, Attempt attempt) {
        for (int i = 0; sending; i++) {
            String text = name + "-" + i;
            sent.add(Payloads.hash(text));
            Wait.until(text, LIMIT, () -> attempt.send(text));
        }
    }

    private interface Attempt {
        boolean send(String text);
    }

    private boolean byWebSocket(WsClient client, String text) {
        JsonObject message = new JsonObject().put("cmid", text).put("to", room).put("text", text);
        JsonObject answer = Wait.get(client.request("msg.send", message));
        int code = answer.getInteger("code");
        if (code == 0) {
            acknowledged.put(text, new Entry(answer.getJsonObject("res").getLong("cseq"), Payloads.hash(text)));
        } else {
            refusals.add(code);
        }
        return code == 0;
    }

    private boolean byMqtt(MqttDevice device, String text) {
        Message message = Message.of("$group/" + room.substring(2), text).with("cmid", text);
        int code = Wait.get(device.publish(message));
        if (code == 0) {
            acknowledgedByMqtt.add(Payloads.hash(text));
        } else {
            refusals.add(code);
        }
        return code == 0;
    }

    private void awaitMore(int count) {
        int webSocket = acknowledged.size() + count;
        int mqtt = acknowledgedByMqtt.size() + count / 10;
        Wait.until("more messages", LIMIT, () -> acknowledged.size() > webSocket && acknowledgedByMqtt.size() > mqtt);
    }

    private void check(WsClient client, WsInbox inbox, MqttDevice mqttInbox) {
        History log = Histories.byWebSocket(client, room);
        assertThat(log.faultsOfNumbers()).isEmpty();
        assertThat(log.faultsAgainst(List.copyOf(acknowledged.values()), sent)).isEmpty();
        assertThat(log.hashes()).containsAll(acknowledgedByMqtt);
        assertThat(log.seen()).hasSize(acknowledged.size() + acknowledgedByMqtt.size());
        int all = log.seen().size();
        List<Entry> onPhone = inbox.stored().awaitSize(all).stream()
                .map(WsInbox.Stored::entry)
                .toList();
        assertThat(new History("phone", onPhone).differencesFrom(log)).isEmpty();
        List<Entry> onMeter = mqttInbox.arrivals().awaitSize(all).stream()
                .map(MqttDevice.Arrived::entry)
                .toList();
        assertThat(new History("meter", onMeter).differencesFrom(log)).isEmpty();
    }

    private static HttpResponse<String> readiness(NodeUnderTest node) {
        return Http.send(
                HttpRequest.newBuilder(node.uri("management", "/readyz")).build());
    }

    private static void join(Thread thread) {
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
