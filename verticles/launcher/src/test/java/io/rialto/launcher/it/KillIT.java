package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Histories;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 under load, again and again: what was acknowledged is there, once, in one order, for all. */
@Timeout(value = 480, unit = TimeUnit.SECONDS)
final class KillIT {
    private static final Map<String, String> SETTINGS =
            Map.of("tokens.secret", "a-secret-of-more-than-32-characters!", "messages.maxMembers", "1000");
    private static final int KILLS = Integer.getInteger("rialto.it.kills", 10);
    private static final long SEED = Long.getLong("rialto.it.seed", 20_261_121L);
    private static final int IN_FLIGHT = 16;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, Entry> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> acknowledgedByMqtt = ConcurrentHashMap.newKeySet();
    private final AtomicInteger dups = new AtomicInteger();
    private final WsInbox inbox = new WsInbox();
    private final List<Arrived> mqttInbox = new ArrayList<>();
    private int numbers;
    private String room;
    private String sender;
    private String mqttSender;
    private String reader;
    private String mqttReader;

    @Test
    void keepsWhatWasAcknowledgedExactlyOnceOverTenKills(@TempDir Path data) {
        keepsWhatWasAcknowledged(data, 0);
    }

    @Test
    void keepsWhatWasAcknowledgedToALargeGroupExactlyOnceOverTenKills(@TempDir Path data) {
        keepsWhatWasAcknowledged(data, 596);
    }

    private void keepsWhatWasAcknowledged(Path data, int others) {
        System.out.println("kill: seed " + SEED);
        try (JarNode node = new JarNode(data, SETTINGS, JarNode.BRIEF)) {
            makeRoom(node, others);
            for (int i = 0; i < KILLS; i++) {
                underLoadUntilKilled(node, 100 + random.nextInt(900));
                node.start();
                resend(node);
            }
            check(node);
        }
    }

    private void makeRoom(JarNode node, int others) {
        sender = node.accounts().make("sender");
        mqttSender = node.accounts().make("sender");
        reader = node.accounts().make("reader");
        mqttReader = node.accounts().make("reader");
        room = "g:" + node.accounts().make("kill");
        try (WsClient owner = WsClient.signedIn(node, sender)) {
            JsonArray members = new JsonArray().add(mqttSender).add(reader).add(mqttReader);
            for (int i = 0; i < others; i++) {
                members.add(node.accounts().make("other"));
            }
            owner.call("room.create", new JsonObject().put("room", room).put("members", members));
        }
    }

    /** Readers at two doors, senders at two doors; killed when so many more are acknowledged. */
    private void underLoadUntilKilled(JarNode node, int more) {
        int target = acknowledged.size() + more;
        try (WsClient listening = inbox.connect(node, reader, "phone");
                WsClient webSocket = WsClient.signedIn(node, sender);
                MqttDevice mqtt = MqttDevice.connect(Version.V5, node, mqttSender);
                MqttDevice mqttListening = mqttListening(node)) {
            CompletableFuture<Void> killed = new CompletableFuture<>();
            CompletableFuture<Void> byMqtt = CompletableFuture.runAsync(
                    () -> sendByMqtt(mqtt, killed), task -> new Thread(task, "mqtt-sender").start());
            Semaphore free = new Semaphore(IN_FLIGHT);
            while (acknowledged.size() < target) {
                acquire(free);
                sendByWebSocket(webSocket, "ws-" + ++numbers).whenComplete((done, gone) -> free.release());
            }
            node.kill();
            killed.complete(null);
            Wait.get(byMqtt);
            Wait.get(webSocket.ending());
            Wait.get(listening.ending());
            Wait.get(mqttListening.ended());
            mqttInbox.addAll(mqttListening.arrivals().all());
        }
    }

    private MqttDevice mqttListening(JarNode node) {
        MqttDevice device = MqttDevice.connect(Version.V5, node, mqttReader, "meter", false);
        assertThat(device.subscribe("$inbox", 1)).isEqualTo(1);
        return device;
    }

    private CompletableFuture<Void> sendByWebSocket(WsClient client, String text) {
        sent.add(text);
        JsonObject message = new JsonObject().put("cmid", text).put("to", room).put("text", text);
        return client.request("msg.send", message).thenAccept(answer -> {
            if (answer.getInteger("code") == 0) {
                JsonObject result = answer.getJsonObject("res");
                Entry before = acknowledged.put(text, new Entry(result.getLong("cseq"), Payloads.hash(text)));
                assertThat(before).as(text + " was acknowledged twice").isNull();
                if (result.getBoolean("dup")) {
                    dups.incrementAndGet();
                }
            }
        });
    }

    private void sendByMqtt(MqttDevice device, CompletableFuture<Void> killed) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        for (int i = 0; !killed.isDone(); i++) {
            String text = "mqtt-" + System.identityHashCode(device) + "-" + i;
            acquire(free);
            sent.add(text);
            device.publish(Message.of("$group/" + room.substring(2), text).with("cmid", text))
                    .whenComplete((code, gone) -> {
                        if (gone == null && code == 0) {
                            acknowledgedByMqtt.add(text);
                        }
                        free.release();
                    });
        }
    }

    /** What was not acknowledged is sent again with the same id: then it is there, whether it was before or not. */
    private void resend(JarNode node) {
        try (WsClient client = WsClient.signedIn(node, sender)) {
            List<String> open = sent.stream()
                    .filter(text -> text.startsWith("ws-") && !acknowledged.containsKey(text))
                    .toList();
            for (String text : open) {
                Wait.get(sendByWebSocket(client, text));
            }
        }
    }

    private void check(JarNode node) {
        try (WsClient listening = inbox.connect(node, reader, "phone");
                WsClient client = WsClient.signedIn(node, sender);
                MqttDevice mqttListening = mqttListening(node)) {
            History log = Histories.byWebSocket(client, room);
            Set<String> hashes = new HashSet<>();
            sent.forEach(text -> hashes.add(Payloads.hash(text)));
            assertThat(log.faultsOfNumbers()).isEmpty();
            assertThat(log.faultsAgainst(List.copyOf(acknowledged.values()), hashes))
                    .isEmpty();
            assertThat(log.hashes())
                    .containsAll(acknowledgedByMqtt.stream().map(Payloads::hash).toList());
            assertThat(acknowledged.keySet())
                    .containsAll(
                            sent.stream().filter(text -> text.startsWith("ws-")).toList());

            List<Entry> stored = inbox.stored().awaitSize(log.seen().size(), LIMIT).stream()
                    .map(WsInbox.Stored::entry)
                    .toList();
            assertThat(new History("inbox", stored).differencesFrom(log)).isEmpty();
            assertThat(listening.isOpen()).isTrue();
            Entry newest = log.seen().get(log.seen().size() - 1);
            mqttListening
                    .arrivals()
                    .await("the newest", 0, arrived -> arrived.entry().equals(newest), LIMIT);
            mqttInbox.addAll(mqttListening.arrivals().all());
            assertThat(new LinkedHashSet<>(
                            mqttInbox.stream().map(Arrived::entry).toList()))
                    .containsExactlyElementsOf(log.seen());
            System.out.printf(
                    "kill: %d kills, %d messages, %d acknowledged to ws, %d to mqtt, %d resent ones were there"
                            + " already, %d repeated to mqtt%n",
                    KILLS,
                    log.seen().size(),
                    acknowledged.size(),
                    acknowledgedByMqtt.size(),
                    dups.get(),
                    mqttInbox.size() - log.seen().size());
        }
    }

    private static void acquire(Semaphore free) {
        try {
            if (!free.tryAcquire(Wait.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no answer within " + Wait.LIMIT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
