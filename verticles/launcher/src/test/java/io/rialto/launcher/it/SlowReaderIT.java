package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.Coverage;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Latencies;
import io.rialto.launcher.it.kit.Metronome;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscriber that stops reading: the others do not notice, its queue is bounded, what it misses it is told. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SlowReaderIT {
    private static final int GOOD = 20;
    private static final int QUEUE_BYTES = 65_536;
    private static final int WARM_UP = 40;
    private static final int FRAMES = 240;
    private static final int FRAMES_PER_SECOND = 20;
    private static final String FILLER = "x".repeat(20_000);
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
    void oneReaderThatStopsIsBoundedWhileTwentyOthersDoNotNotice(NodeUnderTest node) {
        Audience beside = new Audience(node, Accounts.fresh("steady"));
        Audience without = new Audience(node, Accounts.fresh("steady"));
        WsClient publisher = open(WsClient.signedIn(node, node.accounts().make("publisher")));
        publish(publisher, WARM_UP, beside, without);
        RawWebSocket slow = open(RawWebSocket.connect(node, 4096));
        String account = node.accounts().make("slow");
        assertCode(slow.call(
                1, "auth", new JsonObject().put("token", node.accounts().token(account))));
        assertCode(slow.call(2, "room.join", new JsonObject().put("room", "c:" + beside.topic)));

        publish(publisher, FRAMES, beside, without);

        double waiting = node.metric("rialto_queue_bytes", "websocket");
        System.out.printf(
                "slow reader: p99 of %d beside it %.1f ms, of %d others at the same time %.1f ms; %.0f bytes wait%n",
                GOOD, beside.p99(), GOOD, without.p99(), waiting);
        assertThat(beside.p99()).isLessThan(3 * without.p99() + 20);
        assertThat(waiting).as("rialto_queue_bytes").isBetween(1.0, (double) QUEUE_BYTES);
        assertThat(node.metric("rialto_dropped_total", "slow_consumer")).isPositive();
        assertNothingIsMissingUntold(slow, publisher, beside.topic);
    }

    /** Twenty that listen to one channel, how long each frame took to each of them. */
    private final class Audience {
        private final String topic;
        private final Latencies millis = new Latencies();

        Audience(NodeUnderTest node, String topic) {
            this.topic = topic;
            for (int i = 0; i < GOOD; i++) {
                WsClient good = open(WsClient.signedIn(node, node.accounts().make("good")));
                good.on("msg", event -> heard(event.getString("text")));
                good.join(topic);
            }
        }

        private void heard(String text) {
            millis.since(Long.parseLong(text.substring(0, text.indexOf(' '))));
        }

        void awaitAll(int frames) {
            Wait.until("all frames of " + topic, Duration.ofSeconds(30), () -> millis.count() == frames * GOOD);
        }

        double p99() {
            return millis.percentile(99);
        }
    }

    /** What it reads when it reads again: frames and gaps make up everything, or it was closed as too slow. */
    private static void assertNothingIsMissingUntold(RawWebSocket slow, WsClient publisher, String topic) {
        CompletableFuture<JsonObject> last = publisher.request(
                "msg.send", new JsonObject().put("to", "c:" + topic).put("text", "the last"));
        Coverage coverage = new Coverage("slow reader", true);
        while (coverage.upTo() <= FRAMES) {
            Frame frame = slow.next(Wait.LIMIT);
            if (frame == null || frame.head() == RawWebSocket.CLOSE) {
                assertThat(frame).as("a close frame").isNotNull();
                assertThat(frame.status()).isEqualTo(SLOW_CLOSE);
                return;
            }
            take(new JsonObject(frame.text()), coverage);
            assertThat(coverage.faults()).isEmpty();
        }
        assertThat(Wait.get(last).getInteger("code")).isZero();
        System.out.println(coverage);
        assertThat(coverage.gaps()).isPositive();
    }

    private static void take(JsonObject event, Coverage coverage) {
        switch (event.getString("ev")) {
            case "msg" -> coverage.frame(event.getLong("seq") - WARM_UP);
            case "gap" -> {
                assertThat(event.getString("reason")).isEqualTo("slow_consumer");
                coverage.gap(event.getLong("from") - WARM_UP, event.getLong("to") - WARM_UP);
            }
            default -> throw new AssertionError("unexpected " + event);
        }
    }

    /** Publishes at a steady rate to all channels, each in its turn the first; back when all have heard all. */
    private static void publish(WsClient publisher, int frames, Audience... audiences) {
        for (Audience audience : audiences) {
            audience.millis.clear();
        }
        Window window = new Window(16);
        Metronome.beat(frames, FRAMES_PER_SECOND, frame -> {
            for (int i = 0; i < audiences.length; i++) {
                String topic = audiences[(frame + i) % audiences.length].topic;
                JsonObject message =
                        new JsonObject().put("to", "c:" + topic).put("text", System.nanoTime() + " " + FILLER);
                window.ask(() -> publisher.request("msg.send", message).thenAccept(SlowReaderIT::assertCode));
            }
        });
        window.awaitAll();
        for (Audience audience : audiences) {
            audience.awaitAll(frames);
        }
    }

    private static void assertCode(JsonObject answer) {
        assertThat(answer.getInteger("code")).as(answer.encode()).isZero();
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
