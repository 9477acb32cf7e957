package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Histories;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.Window;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every door in, every door out, one group: all see the same messages at the same places. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
final class TwoDoorsIT {
    private static final int MESSAGES = Integer.getInteger("rialto.it.messages", 10_000);
    private static final int IN_FLIGHT = 16;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    /** Who sends: his texts in their order, whether the door keeps that order. */
    private record Sender(String name, boolean ordered, IntFunction<CompletableFuture<?>> send) {}

    private final Collection<Entry> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void everyReceiverOfAGroupSeesTheSameMessagesAtTheSamePlaces(NodeUnderTest node) {
        List<String> senders = accounts(node, "sender", 4);
        List<String> receivers = accounts(node, "receiver", 6);
        String room = "g:" + node.accounts().make("two-doors");
        WsClient owner = owner(node, room, senders, receivers);
        WsInbox inbox = new WsInbox();
        WsClient onWebSocket = inbox.connect(node, receivers.get(0), "phone");
        MqttDevice inbox5 = subscribed(Version.V5, node, receivers.get(1), "$inbox");
        MqttDevice inbox3 = subscribed(Version.V3, node, receivers.get(2), "$inbox");
        MqttDevice view5 = subscribed(Version.V5, node, receivers.get(3), "$group/" + room.substring(2));
        MqttDevice view3 = subscribed(Version.V3, node, receivers.get(4), "$group/" + room.substring(2));
        WsClient webSocket = WsClient.signedIn(node, senders.get(0));
        MqttDevice mqtt5 = MqttDevice.connect(Version.V5, node, senders.get(1));
        MqttDevice mqtt3 = MqttDevice.connect(Version.V3, node, senders.get(2));
        long start = System.nanoTime();

        sendAll(List.of(
                new Sender("ws", true, i -> byWebSocket(webSocket, room, text("ws", i))),
                new Sender("mqtt5", true, i -> byMqtt(mqtt5, room, text("mqtt5", i))),
                new Sender("mqtt3", true, i -> byMqtt(mqtt3, room, text("mqtt3", i))),
                new Sender("http", false, i -> byHttp(node, senders.get(3), room, text("http", i)))));
        long sent = System.nanoTime();

        int all = MESSAGES / 4 * 4;
        History log = Histories.byWebSocket(owner, room);
        assertThat(log.seen()).hasSize(all);
        assertThat(log.faultsOfNumbers()).isEmpty();
        assertThat(log.faultsAgainst(List.copyOf(acknowledged), sentHashes())).isEmpty();
        assertThat(acknowledged).hasSize(all / 2);
        for (String ordered : List.of("ws", "mqtt5", "mqtt3")) {
            List<String> expected = hashesOf(ordered);
            assertThat(log.hashes().stream()
                            .filter(new HashSet<>(expected)::contains)
                            .toList())
                    .as("the order of " + ordered)
                    .isEqualTo(expected);
        }
        assertThat(Histories.byHttp(node, receivers.get(5), room).differencesFrom(log))
                .isEmpty();
        assertThat(inboxOf(inbox, all).differencesFrom(log)).isEmpty();
        assertThat(seen("mqtt5 inbox", inbox5, all).differencesFrom(log)).isEmpty();
        assertThat(seen("mqtt5 view", view5, all).differencesFrom(log)).isEmpty();
        assertThat(seen("mqtt3 inbox", inbox3, all).hashes()).isEqualTo(log.hashes());
        assertThat(seen("mqtt3 view", view3, all).hashes()).isEqualTo(log.hashes());
        System.out.printf(
                "two doors: %d messages sent in %d ms, seen by all after %d ms%n",
                all, (sent - start) / 1_000_000, (System.nanoTime() - start) / 1_000_000);
        closeAll(owner, onWebSocket, inbox5, inbox3, view5, view3, webSocket, mqtt5, mqtt3);
        assertNothingMoreCame(all, inbox5, inbox3, view5, view3);
    }

    private static WsClient owner(NodeUnderTest node, String room, List<String> senders, List<String> receivers) {
        JsonArray members = new JsonArray();
        senders.forEach(members::add);
        receivers.forEach(members::add);
        WsClient owner = WsClient.signedIn(node, node.accounts().make("owner"));
        owner.call("room.create", new JsonObject().put("room", room).put("members", members));
        return owner;
    }

    private static List<String> accounts(NodeUnderTest node, String name, int count) {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accounts.add(node.accounts().make(name));
        }
        return accounts;
    }

    private static MqttDevice subscribed(Version version, NodeUnderTest node, String account, String filter) {
        MqttDevice device = MqttDevice.connect(version, node, account);
        assertThat(device.subscribe(filter, 1)).isEqualTo(1);
        return device;
    }

    private static void sendAll(List<Sender> senders) {
        Map<Sender, CompletableFuture<Void>> running = new LinkedHashMap<>();
        senders.forEach(sender -> running.put(sender, CompletableFuture.runAsync(() -> send(sender), thread(sender))));
        CompletableFuture<?> all = CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
        all.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static Executor thread(Sender sender) {
        return task -> new Thread(task, "sender-" + sender.name()).start();
    }

    private static void send(Sender sender) {
        Window window = new Window(IN_FLIGHT);
        for (int i = 0; i < MESSAGES / 4; i++) {
            int number = i;
            window.ask(() -> sender.send().apply(number).thenApply(answer -> answer));
        }
        window.awaitAll();
    }

    private CompletableFuture<?> byWebSocket(WsClient client, String room, String text) {
        JsonObject message = new JsonObject().put("cmid", text).put("to", room).put("text", text);
        return client.request("msg.send", message).thenAccept(answer -> {
            assertThat(answer.getInteger("code")).as(answer.encode()).isZero();
            acknowledge(answer.getJsonObject("res"), text);
        });
    }

    private CompletableFuture<?> byHttp(NodeUnderTest node, String account, String room, String text) {
        JsonObject message = new JsonObject().put("cmid", text).put("to", room).put("text", text);
        return Http.post(node.uri("http", "/v1/messages"), node.accounts().token(account), message)
                .thenAccept(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                    acknowledge(new JsonObject(answer.body()), text);
                });
    }

    private static CompletableFuture<?> byMqtt(MqttDevice device, String room, String text) {
        return device.publish(Message.of("$group/" + room.substring(2), text).with("cmid", text))
                .thenAccept(code -> assertThat(code).isZero());
    }

    private void acknowledge(JsonObject sent, String text) {
        acknowledged.add(new Entry(sent.getLong("cseq"), Payloads.hash(text)));
    }

    private static String text(String sender, int number) {
        return "%s-%06d".formatted(sender, number);
    }

    private static List<String> hashesOf(String sender) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < MESSAGES / 4; i++) {
            hashes.add(Payloads.hash(text(sender, i)));
        }
        return hashes;
    }

    private static Set<String> sentHashes() {
        Set<String> all = new HashSet<>();
        List.of("ws", "mqtt5", "mqtt3", "http").forEach(sender -> all.addAll(hashesOf(sender)));
        return all;
    }

    private static History inboxOf(WsInbox inbox, int count) {
        return new History(
                "ws inbox",
                inbox.stored().awaitSize(count, LIMIT).stream()
                        .map(WsInbox.Stored::entry)
                        .toList());
    }

    private static History seen(String observer, MqttDevice device, int count) {
        return new History(
                observer,
                device.arrivals().awaitSize(count, LIMIT).stream()
                        .map(Arrived::entry)
                        .toList());
    }

    private static void assertNothingMoreCame(int expected, MqttDevice... devices) {
        for (MqttDevice device : devices) {
            assertThat(device.arrivals().size()).isEqualTo(expected);
        }
    }

    private static void closeAll(AutoCloseable... all) {
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
