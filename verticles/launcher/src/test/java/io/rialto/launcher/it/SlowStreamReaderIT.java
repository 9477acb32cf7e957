package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.Coverage;
import io.rialto.launcher.it.kit.Faucet;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Latencies;
import io.rialto.launcher.it.kit.Metronome;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.Window;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscribers of a stream room that stop reading at the doors that have no channels: the others do not notice. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SlowStreamReaderIT {
    private static final int GOOD = 20;
    private static final int QUEUE_BYTES = 65_536;
    private static final int WARM_UP = 40;
    private static final int FRAMES = 240;
    private static final int FRAMES_PER_SECOND = 20;
    private static final Buffer FILLER = Buffer.buffer("x".repeat(20_000));

    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("listeners.queueBytes", String.valueOf(QUEUE_BYTES));

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void readersThatStopAreBoundedWhileTwentyOthersDoNotNotice(NodeUnderTest running) {
        node = running;
        Audience beside = new Audience();
        Audience without = new Audience();
        publish(WARM_UP, beside, without);
        Faucet faucet = open(new Faucet(node.port("thrift")));
        Faucet other = open(new Faucet(node.port("bigbinary")));
        TimDevice tim =
                open(TimDevice.signedIn(faucet.port(), node, node.accounts().make("slow"), "phone", false));
        tim.subscribe(beside.room.substring(2), Mode.STRUCTS);
        BigBinaryDevice binary = open(
                BigBinaryDevice.signedIn(other.port(), node, node.accounts().make("slow"), "", 0));
        Coverage coverage = new Coverage("big-binary", true);
        binary.frames().passTo(frame -> coverage.frame(frame.seq() - WARM_UP));
        binary.gaps().passTo(gap -> coverage.gap(gap.from() - WARM_UP, gap.to() - WARM_UP));
        binary.subscribe(beside.room);
        faucet.shut();
        other.shut();

        publish(FRAMES, beside, without);

        double waiting = node.metric("rialto_queue_bytes", "thrift");
        double binaryWaiting = node.metric("rialto_queue_bytes", "bigbinary");
        System.out.printf(
                "slow stream readers: p99 of %d beside them %.1f ms, of %d others at the same time %.1f ms; %.0f, %.0f bytes"
                        + " wait%n",
                GOOD, beside.p99(), GOOD, without.p99(), waiting, binaryWaiting);
        assertThat(beside.p99()).isLessThan(3 * without.p99() + 20);
        assertThat(waiting).as("rialto_queue_bytes").isBetween(1.0, (double) QUEUE_BYTES);
        assertThat(binaryWaiting).as("rialto_queue_bytes").isBetween(1.0, (double) QUEUE_BYTES);
        other.open();
        Wait.until("all is told", () -> coverage.upTo() == FRAMES);
        System.out.println("slow stream readers: " + coverage);
        assertThat(coverage.faults()).isEmpty();
        assertThat(coverage.gaps()).isPositive();
        faucet.open();
        assertNothingIsMissingUncounted(tim);
    }

    /** What TIM clients miss they cannot be told: it is counted. */
    private void assertNothingIsMissingUncounted(TimDevice tim) {
        Wait.until("the last frame", () -> node.metric("rialto_queue_bytes", "thrift") == 0);
        double dropped = node.metric("rialto_dropped_total", "door=\"thrift\",reason=\"slow_consumer\"");
        assertThat(dropped).isPositive();
        tim.frames().awaitSize(FRAMES - (int) dropped);
        tim.ping();
        assertThat(tim.frames().size()).isEqualTo(FRAMES - (int) dropped);
    }

    /** Twenty that are subscribed to one room, how long each frame took to each of them. */
    private final class Audience {
        private final Latencies millis = new Latencies();
        private final String room;
        private final WsStream publisher;

        Audience() {
            WsClient owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
            room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                    .getString("room");
            publisher = WsStream.publisher(owner, room);
            for (int i = 0; i < GOOD; i++) {
                WsClient good = open(WsClient.signedIn(node, node.accounts().make("good")));
                WsStream.subscriber(good, room)
                        .frames()
                        .passTo(frame -> millis.since(frame.body().getLong(0)));
            }
        }

        void awaitAll(int frames) {
            Wait.until("all frames of " + room, Duration.ofSeconds(30), () -> millis.count() == frames * GOOD);
        }

        double p99() {
            return millis.percentile(99);
        }
    }

    /** Publishes at a steady rate to all rooms, each in its turn the first; back when all have heard all. */
    private static void publish(int frames, Audience... audiences) {
        for (Audience audience : audiences) {
            audience.millis.clear();
        }
        Window window = new Window(16);
        Metronome.beat(frames, FRAMES_PER_SECOND, frame -> {
            for (int i = 0; i < audiences.length; i++) {
                WsStream publisher = audiences[(frame + i) % audiences.length].publisher;
                Buffer stamped = Buffer.buffer().appendLong(System.nanoTime()).appendBuffer(FILLER);
                window.ask(() -> publisher.publish(1, stamped));
            }
        });
        window.awaitAll();
        for (Audience audience : audiences) {
            audience.awaitAll(frames);
        }
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
