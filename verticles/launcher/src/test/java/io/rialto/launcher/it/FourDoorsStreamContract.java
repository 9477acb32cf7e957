package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Pace;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.StreamFrame;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every door in, every door out, one stream room, published within a window: all see the same frames in the same order. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
abstract class FourDoorsStreamContract {
    private static final int FRAMES = Integer.getInteger("rialto.it.frames", 10_000);
    private static final int WINDOW = 256;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** One that listens: what it has heard as a history, in which places are -1 where the door does not tell them. */
    private record Listener(String name, Mailbox<?> mailbox, Function<Object, History.Entry> entry) {
        History heard() {
            return new History(
                    name, mailbox.awaitSize(FRAMES, LIMIT).stream().map(entry).toList());
        }
    }

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, Function<Buffer, CompletableFuture<?>>> publishers = new LinkedHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private NodeUnderTest node;
    private WsClient owner;
    private String room;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void everySubscriberOfAStreamRoomSeesTheSameFramesAtTheSamePlaces(NodeUnderTest running) {
        node = running;
        owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
        room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                .getString("room");
        listen();
        enter();
        Pace pace = new Pace(WINDOW, listeners.size());
        for (int i = 0; i < listeners.size(); i++) {
            int number = i;
            listeners.get(i).mailbox().listen(frame -> pace.heard(number));
        }
        long start = System.nanoTime();

        List<CompletableFuture<Void>> publishing = new ArrayList<>();
        publishers.forEach((name, publish) -> publishing.add(CompletableFuture.runAsync(
                () -> publish(name, publish, pace), task -> new Thread(task, "publisher-" + name).start())));
        Wait.get(CompletableFuture.allOf(publishing.toArray(CompletableFuture[]::new)), LIMIT);

        History first = listeners.get(0).heard();
        System.out.printf(
                "four doors, one stream room: %d frames to %d subscribers in %d ms%n",
                FRAMES, listeners.size(), (System.nanoTime() - start) / 1_000_000);
        assertThat(first.seen().stream().map(History.Entry::cseq))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FRAMES).mapToObj(Long::valueOf).toList());
        for (Listener listener : listeners) {
            History heard = listener.heard();
            assertThat(heard.hashes()).as(listener.name()).isEqualTo(first.hashes());
            if (heard.seen().get(0).cseq() >= 0) {
                assertThat(heard.differencesFrom(first)).isEmpty();
            }
        }
        for (String publisher : publishers.keySet()) {
            List<String> expected = IntStream.range(0, frames(publisher))
                    .mapToObj(i -> Payloads.hash(text(publisher, i)))
                    .toList();
            assertThat(first.hashes().stream().filter(new HashSet<>(expected)::contains))
                    .as("the order of " + publisher)
                    .containsExactlyElementsOf(expected);
        }
        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.mailbox().size())
                        .as(listener.name())
                        .isEqualTo(FRAMES));
    }

    private void listen() {
        WsStream webSocket = open(WsStream.subscriber(WsClient.signedIn(node, viewer()), room));
        heardAs("websocket", webSocket.frames(), StreamFrame::entry);
        heardAs("mqtt5", subscribed(Version.V5).arrivals(), FourDoorsStreamContract::entry);
        heardAs("mqtt3", subscribed(Version.V3).arrivals(), FourDoorsStreamContract::entry);
        for (Mode mode : Mode.values()) {
            TimDevice tim = open(TimDevice.signedIn(node, viewer(), "phone"));
            tim.subscribe(room.substring(2), mode);
            heardAs("tim " + mode, tim.frames(), StreamFrame::entry);
        }
        for (int window : new int[] {0, 8192}) {
            BigBinaryDevice binary = open(BigBinaryDevice.signedIn(node.port("bigbinary"), node, viewer(), "", window));
            binary.subscribe(room);
            heardAs("big-binary, window " + window, binary.frames(), StreamFrame::entry);
        }
    }

    @SuppressWarnings("unchecked") // what comes out of the mailbox is what went in
    private <T> void heardAs(String name, Mailbox<T> mailbox, Function<T, History.Entry> entry) {
        listeners.add(new Listener(name, mailbox, one -> entry.apply((T) one)));
    }

    private void enter() {
        WsStream webSocket = open(WsStream.publisher(WsClient.signedIn(node, granted("ws")), room));
        publishers.put("ws", body -> webSocket.publish(1, body));
        for (Version version : Version.values()) {
            String account = granted("mqtt");
            MqttDevice device = open(MqttDevice.connect(version, node, account));
            Message frame = Message.of("$stream/" + room.substring(2) + "/0/" + account, "");
            publishers.put("mqtt" + version, body -> device.publish(frame.payload(body)));
        }
        TimDevice structs = open(TimDevice.signedIn(node, granted("tim"), "phone"));
        publishers.put("tim94", body -> structs.publish(room.substring(2), 1, body.getBytes()));
        TimDevice raw = open(TimDevice.signedIn(node, granted("tim"), "phone"));
        publishers.put("tim97", body -> raw.publishRaw(room.substring(2), body.getBytes()));
        BigBinaryDevice binary = open(BigBinaryDevice.signedIn(node, granted("binary"), ""));
        int handle = binary.join(room).handle();
        publishers.put("binary", body -> binary.publish(handle, 1, body.getBytes()));
    }

    private void publish(String name, Function<Buffer, CompletableFuture<?>> publish, Pace pace) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < frames(name); i++) {
            pace.awaitTurn();
            answers.add(publish.apply(Buffer.buffer(text(name, i))));
        }
        Wait.get(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
    }

    /** How many of all the frames are this publisher's. */
    private int frames(String publisher) {
        int number = List.copyOf(publishers.keySet()).indexOf(publisher);
        return (FRAMES - number + publishers.size() - 1) / publishers.size();
    }

    private static String text(String publisher, int number) {
        return publisher + "-" + number;
    }

    private String viewer() {
        return node.accounts().make("viewer");
    }

    private String granted(String name) {
        String account = node.accounts().make(name);
        owner.call("room.grant", new JsonObject().put("room", room).put("account", account));
        return account;
    }

    private MqttDevice subscribed(Version version) {
        MqttDevice device = open(MqttDevice.connect(version, node, viewer()));
        assertThat(device.subscribe("$stream/" + room.substring(2) + "/#", 0)).isZero();
        return device;
    }

    private static History.Entry entry(Arrived frame) {
        return new History.Entry(
                Long.parseLong(frame.properties().getOrDefault("seq", "-1")),
                Payloads.hash(frame.payload().getBytes()));
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
