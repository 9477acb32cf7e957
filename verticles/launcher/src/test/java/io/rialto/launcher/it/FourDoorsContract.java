package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.Histories;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.TimDevice;
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
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every door in, every door out, one group: all see the same messages at the same places. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class FourDoorsContract {
    private static final int MESSAGES = Integer.getInteger("rialto.it.messages", 10_000);
    private static final List<String> SENDERS = List.of("ws", "mqtt5", "mqtt3", "http", "tim", "binary");
    private static final int IN_FLIGHT = 16;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Who sends so many texts, one after the other. */
    private record Sender(String name, int texts, IntFunction<CompletableFuture<?>> send) {}

    private final Collection<Entry> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void everyReceiverOfAGroupSeesTheSameMessagesAtTheSamePlaces(NodeUnderTest node) {
        List<String> senders = accounts(node, "sender", SENDERS.size());
        List<String> receivers = accounts(node, "receiver", 8);
        String room = "g:" + node.accounts().make("four-doors");
        WsClient owner = owner(node, room, senders, receivers);
        WsInbox inbox = new WsInbox();
        WsClient onWebSocket = inbox.connect(node, receivers.get(0), "phone");
        MqttDevice inbox5 = subscribed(Version.V5, node, receivers.get(1), "$inbox");
        MqttDevice inbox3 = subscribed(Version.V3, node, receivers.get(2), "$inbox");
        MqttDevice view5 = subscribed(Version.V5, node, receivers.get(3), "$group/" + room.substring(2));
        MqttDevice view3 = subscribed(Version.V3, node, receivers.get(4), "$group/" + room.substring(2));
        TimDevice timInbox = TimDevice.signedIn(node, receivers.get(6), "phone");
        BigBinaryDevice binaryInbox = BigBinaryDevice.signedIn(node, receivers.get(7), "phone");
        binaryInbox.items().listen(item -> binaryInbox.acknowledge(item.iseq()));
        binaryInbox.openInbox(64);
        WsClient webSocket = WsClient.signedIn(node, senders.get(0));
        MqttDevice mqtt5 = MqttDevice.connect(Version.V5, node, senders.get(1));
        MqttDevice mqtt3 = MqttDevice.connect(Version.V3, node, senders.get(2));
        TimDevice tim = TimDevice.signedIn(node, senders.get(4), "phone");
        BigBinaryDevice binary = BigBinaryDevice.signedIn(node, senders.get(5), "phone");
        long start = System.nanoTime();

        sendAll(List.of(
                sender("ws", text -> byWebSocket(webSocket, room, text)),
                sender("mqtt5", text -> byMqtt(mqtt5, room, text)),
                sender("mqtt3", text -> byMqtt(mqtt3, room, text)),
                sender("http", text -> byHttp(node, senders.get(3), room, text)),
                sender("tim", text -> byTim(tim, room, text)),
                sender("binary", text -> byBigBinary(binary, room, text))));
        long sent = System.nanoTime();

        History log = Histories.byWebSocket(owner, room);
        assertThat(log.seen()).hasSize(MESSAGES);
        assertThat(log.faultsOfNumbers()).isEmpty();
        assertThat(log.faultsAgainst(List.copyOf(acknowledged), sentHashes())).isEmpty();
        assertThat(acknowledged).hasSize(texts("ws") + texts("http") + texts("tim") + texts("binary"));
        for (String ordered : List.of("ws", "mqtt5", "mqtt3", "tim", "binary")) {
            List<String> expected = hashesOf(ordered);
            assertThat(log.hashes().stream()
                            .filter(new HashSet<>(expected)::contains)
                            .toList())
                    .as("the order of " + ordered)
                    .isEqualTo(expected);
        }
        assertThat(Histories.byHttp(node, receivers.get(5), room).differencesFrom(log))
                .isEmpty();
        assertThat(Histories.byTim(timInbox, room.substring(2), MESSAGES).differencesFrom(log))
                .isEmpty();
        assertThat(inboxOf(inbox).differencesFrom(log)).isEmpty();
        assertThat(seen("mqtt5 inbox", inbox5).differencesFrom(log)).isEmpty();
        assertThat(seen("mqtt5 view", view5).differencesFrom(log)).isEmpty();
        assertThat(seen("tim inbox", timInbox).differencesFrom(log)).isEmpty();
        assertThat(seen("binary inbox", binaryInbox).differencesFrom(log)).isEmpty();
        assertThat(seen("mqtt3 inbox", inbox3).hashes()).isEqualTo(log.hashes());
        assertThat(seen("mqtt3 view", view3).hashes()).isEqualTo(log.hashes());
        System.out.printf(
                "four doors, one group: %d messages sent in %d ms, seen by all after %d ms%n",
                MESSAGES, (sent - start) / 1_000_000, (System.nanoTime() - start) / 1_000_000);
        closeAll(
                owner,
                onWebSocket,
                inbox5,
                inbox3,
                view5,
                view3,
                timInbox,
                binaryInbox,
                webSocket,
                mqtt5,
                mqtt3,
                tim,
                binary);
        assertNothingMoreCame(
                inbox.stored(),
                inbox5.arrivals(),
                inbox3.arrivals(),
                view5.arrivals(),
                view3.arrivals(),
                timInbox.items(),
                binaryInbox.items());
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
        for (int i = 0; i < sender.texts(); i++) {
            int number = i;
            window.ask(() -> sender.send().apply(number).thenApply(answer -> answer));
        }
        window.awaitAll();
    }

    private static Sender sender(String name, Function<String, CompletableFuture<?>> send) {
        return new Sender(name, texts(name), i -> send.apply(text(name, i)));
    }

    /** How many of all the messages are this sender's. */
    private static int texts(String sender) {
        int number = SENDERS.indexOf(sender);
        return (MESSAGES - number + SENDERS.size() - 1) / SENDERS.size();
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

    private CompletableFuture<?> byTim(TimDevice device, String room, String text) {
        return device.toRoom(room.substring(2), text)
                .thenAccept(cseq -> acknowledged.add(new Entry(cseq, Payloads.hash(text))));
    }

    private CompletableFuture<?> byBigBinary(BigBinaryDevice device, String room, String text) {
        return device.send(room, text, text).thenAccept(cseq -> acknowledged.add(new Entry(cseq, Payloads.hash(text))));
    }

    private void acknowledge(JsonObject sent, String text) {
        acknowledged.add(new Entry(sent.getLong("cseq"), Payloads.hash(text)));
    }

    private static String text(String sender, int number) {
        return "%s-%06d".formatted(sender, number);
    }

    private static List<String> hashesOf(String sender) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < texts(sender); i++) {
            hashes.add(Payloads.hash(text(sender, i)));
        }
        return hashes;
    }

    private static Set<String> sentHashes() {
        Set<String> all = new HashSet<>();
        SENDERS.forEach(sender -> all.addAll(hashesOf(sender)));
        return all;
    }

    private static History inboxOf(WsInbox inbox) {
        return new History(
                "ws inbox",
                inbox.stored().awaitSize(MESSAGES, LIMIT).stream()
                        .map(WsInbox.Stored::entry)
                        .toList());
    }

    private static History seen(String observer, MqttDevice device) {
        return new History(
                observer,
                device.arrivals().awaitSize(MESSAGES, LIMIT).stream()
                        .map(Arrived::entry)
                        .toList());
    }

    private static History seen(String observer, TimDevice device) {
        return new History(
                observer,
                device.items().awaitSize(MESSAGES, LIMIT).stream()
                        .map(TimDevice.Item::entry)
                        .toList());
    }

    private static History seen(String observer, BigBinaryDevice device) {
        return new History(
                observer,
                device.items().awaitSize(MESSAGES, LIMIT).stream()
                        .map(BigBinaryDevice.Item::entry)
                        .toList());
    }

    private static void assertNothingMoreCame(Mailbox<?>... mailboxes) {
        for (Mailbox<?> mailbox : mailboxes) {
            assertThat(mailbox.size()).isEqualTo(MESSAGES);
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
