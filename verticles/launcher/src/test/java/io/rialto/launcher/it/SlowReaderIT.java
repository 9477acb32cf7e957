package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.rialto.launcher.it.kit.RawWebSocket.Frame;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.Window;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscriber that stops reading: the others do not notice, its queue is bounded, what it misses it is told. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SlowReaderIT {
    private static final int GOOD = 20;
    private static final int QUEUE_BYTES = 65_536;
    private static final int FRAMES = 480;
    private static final int FRAMES_PER_SECOND = 80;
    private static final String FILLER = "x".repeat(10_000);
    private static final int SLOW_CLOSE = 4008;

    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("listeners.queueBytes", String.valueOf(QUEUE_BYTES));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void oneReaderThatStopsIsBoundedWhileTwentyOthersDoNotNotice(NodeUnderTest node) throws Exception {
        String topic = Accounts.fresh("steady");
        ConcurrentLinkedQueue<Latency> latencies = new ConcurrentLinkedQueue<>();
        AtomicInteger received = new AtomicInteger();
        for (int i = 0; i < GOOD; i++) {
            WsClient good = open(WsClient.signedIn(node, node.accounts().make("good")));
            good.on("msg", event -> {
                latencies.add(Latency.read(event.getString("text")));
                received.incrementAndGet();
            });
            good.join(topic);
        }
        WsClient publisher = open(WsClient.signedIn(node, node.accounts().make("publisher")));
        publish(publisher, topic, FRAMES / 3); // warms up
        awaitAll(received, FRAMES / 3);
        latencies.clear();

        publish(publisher, topic, FRAMES);
        awaitAll(received, FRAMES + FRAMES / 3);
        double without = p99(latencies);
        latencies.clear();
        RawWebSocket slow = open(RawWebSocket.connect(node, 4096));
        String account = node.accounts().make("slow");
        assertCode(slow.call(
                1, "auth", new JsonObject().put("token", node.accounts().token(account))));
        assertCode(slow.call(2, "room.join", new JsonObject().put("room", "c:" + topic)));
        QueueWatch watched = new QueueWatch(node);
        publish(publisher, topic, FRAMES);
        awaitAll(received, 2 * FRAMES + FRAMES / 3);
        double with = p99(latencies);
        double most = watched.stop();

        System.out.printf(
                "slow reader: p99 of %d others without %.1f ms, with %.1f ms; at most %.0f bytes waited%n",
                GOOD, without, with, most);
        assertThat(with).isLessThan(3 * without + 20);
        assertThat(most).as("rialto_queue_bytes").isGreaterThan(0).isLessThanOrEqualTo(2.0 * QUEUE_BYTES);
        assertThat(node.metric("rialto_dropped_total", "slow_consumer")).isPositive();
        assertNothingIsMissingUntold(slow, publisher, topic);
    }

    /** What it reads when it reads again: frames and gaps make up everything, or it was closed as too slow. */
    private static void assertNothingIsMissingUntold(RawWebSocket slow, WsClient publisher, String topic) {
        CompletableFuture<JsonObject> last = publisher.request(
                "msg.send", new JsonObject().put("to", "c:" + topic).put("text", "the last"));
        Tally tally = new Tally();
        while (!tally.over) {
            Frame frame = slow.next(Wait.LIMIT);
            if (frame == null || frame.head() == RawWebSocket.CLOSE) {
                assertThat(frame).as("a close frame").isNotNull();
                assertThat(frame.status()).isEqualTo(SLOW_CLOSE);
                return;
            }
            tally.take(new JsonObject(frame.text()));
        }
        assertThat(Wait.get(last).getInteger("code")).isZero();
        System.out.printf(
                "slow reader: %d frames, %d told missing in %d gaps%n", tally.frames, tally.missing, tally.gaps);
        assertThat(tally.gaps).isPositive();
        assertThat(tally.frames + tally.missing).isEqualTo(FRAMES + 1);
    }

    /** How long one frame took. */
    private record Latency(int frame, double millis) {
        static Latency read(String text) {
            int space = text.indexOf(' ');
            long sent = Long.parseLong(text.substring(0, space));
            int frame = Integer.parseInt(text.substring(space + 1, text.indexOf(' ', space + 1)));
            return new Latency(frame, (System.nanoTime() - sent) / 1e6);
        }
    }

    /** What came of one channel, in order. */
    private static final class Tally {
        private long next = -1;
        private int frames;
        private long missing;
        private int gaps;
        private boolean over;

        void take(JsonObject event) {
            switch (event.getString("ev")) {
                case "msg" -> {
                    expect(event.getLong("seq"));
                    next = event.getLong("seq") + 1;
                    frames++;
                    over = "the last".equals(event.getString("text"));
                }
                case "gap" -> {
                    assertThat(event.getString("reason")).isEqualTo("slow_consumer");
                    expect(event.getLong("from"));
                    next = event.getLong("to") + 1;
                    missing += event.getLong("to") - event.getLong("from") + 1;
                    gaps++;
                }
                default -> throw new AssertionError("unexpected " + event);
            }
        }

        private void expect(long seq) {
            if (next >= 0) {
                assertThat(seq)
                        .as("sequence after " + frames + " frames and " + gaps + " gaps")
                        .isEqualTo(next);
            }
        }
    }

    /** Looks at the bytes that wait, ten times a second. */
    private static final class QueueWatch {
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        private volatile double most;

        QueueWatch(NodeUnderTest node) {
            timer.scheduleAtFixedRate(
                    () -> most = Math.max(most, node.metric("rialto_queue_bytes", "websocket")),
                    0,
                    100,
                    TimeUnit.MILLISECONDS);
        }

        double stop() {
            timer.shutdownNow();
            return most;
        }
    }

    private static void publish(WsClient publisher, String topic, int frames) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger count = new AtomicInteger();
        Window window = new Window(16);
        try {
            clock.scheduleAtFixedRate(
                    () -> {
                        if (count.getAndIncrement() >= frames) {
                            window.awaitAll();
                            done.complete(null);
                            throw new IllegalStateException("done");
                        }
                        String text = System.nanoTime() + " " + count.get() + " " + FILLER;
                        JsonObject message =
                                new JsonObject().put("to", "c:" + topic).put("text", text);
                        window.ask(() -> publisher.request("msg.send", message).thenAccept(SlowReaderIT::assertCode));
                    },
                    0,
                    1_000_000 / FRAMES_PER_SECOND,
                    TimeUnit.MICROSECONDS);
            Wait.get(done, Duration.ofSeconds(60));
        } finally {
            clock.shutdownNow();
        }
    }

    private static void awaitAll(AtomicInteger received, int frames) {
        Wait.until("all frames", Duration.ofSeconds(30), () -> received.get() == frames * GOOD);
    }

    /** The median of the 99th percentiles of all seconds: one hiccup of the machine does not count. */
    private static double p99(ConcurrentLinkedQueue<Latency> latencies) {
        Map<Integer, List<Double>> bySecond = latencies.stream()
                .collect(Collectors.groupingBy(
                        latency -> latency.frame() / FRAMES_PER_SECOND,
                        Collectors.mapping(Latency::millis, Collectors.toList())));
        List<Double> all = bySecond.values().stream()
                .map(second -> second.stream().sorted().toList())
                .map(sorted -> sorted.get(sorted.size() * 99 / 100))
                .sorted()
                .toList();
        return all.get(all.size() / 2);
    }

    private static void assertCode(JsonObject answer) {
        assertThat(answer.getInteger("code")).as(answer.encode()).isZero();
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
