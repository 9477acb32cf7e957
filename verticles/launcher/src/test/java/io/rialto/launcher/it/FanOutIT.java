package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One stream room to 250 subscribers of each door: what a delivery costs the node when all doors take part, against what
 * it costs at one door alone. Measured in processor time of a node of its own; every subscriber is subscribed to a room
 * of its door alone, to the common room as well, so that only the room that is published to makes the difference.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class FanOutIT {
    private static final int SUBSCRIBERS = Integer.getInteger("rialto.it.subscribers", 250);
    private static final int DELIVERIES = Integer.getInteger("rialto.it.deliveries", 60_000);
    private static final int ROUNDS = 3;
    private static final int UNDER_WAY = 16;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Buffer BODY = Buffer.buffer("x".repeat(64));

    /** A room to publish to, how many hear it. */
    private final class Hall {
        private final WsStream publisher;
        private final String room;
        private final AtomicLong delivered = new AtomicLong();
        private final Semaphore ahead = new Semaphore(UNDER_WAY);
        private int subscribers;

        Hall() {
            WsClient owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
            room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                    .getString("room");
            publisher = WsStream.publisher(owner, room);
        }

        void heard() {
            if (delivered.incrementAndGet() % subscribers == 0) {
                ahead.release();
            }
        }

        /** Publishes so that so much is delivered, never more than a few frames ahead of it; microseconds for each. */
        double cost() {
            int frames = DELIVERIES / subscribers;
            Duration before = node.process().cpu();
            for (int i = 0; i < frames; i++) {
                acquire(1);
                publisher.publish(0, BODY);
            }
            acquire(UNDER_WAY);
            ahead.release(UNDER_WAY);
            long nanos = node.process().cpu().minus(before).toNanos();
            return Math.round(nanos / 10.0 / frames / subscribers) / 100.0;
        }

        private void acquire(int permits) {
            try {
                assertThat(ahead.tryAcquire(permits, LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                        .as(delivered + " deliveries to " + subscribers)
                        .isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", interrupted);
            }
        }
    }

    @TempDir
    private Path data;

    private final List<AutoCloseable> open = new ArrayList<>();
    private JarNode node;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        node.close();
    }

    @Test
    void costsTogetherAtMostTwiceWhatItCostsAlone() {
        node = new JarNode(data, Map.of());
        Hall all = new Hall();
        Map<String, Hall> alone = new LinkedHashMap<>();
        alone.put("websocket", webSockets(all));
        alone.put("mqtt", mqtts(all));
        alone.put("tim", tims(all));
        alone.put("big-binary", bigBinaries(all));
        List<Double> ratios = new ArrayList<>();

        for (int round = 0; round <= ROUNDS; round++) {
            Map<String, Double> costs = new LinkedHashMap<>();
            alone.forEach((door, hall) -> costs.put(door, hall.cost()));
            double mean =
                    costs.values().stream().mapToDouble(cost -> cost).average().orElseThrow();
            double together = all.cost();
            System.out.printf(
                    "fan-out to %d of each door: %s alone, %.2f together, microseconds of processor a delivery%n",
                    SUBSCRIBERS, costs, together);
            if (round > 0) {
                ratios.add(together / mean);
            }
        }

        ratios.sort(null);
        assertThat(ratios.get(ROUNDS / 2))
                .as("together against alone: " + ratios)
                .isLessThanOrEqualTo(2);
    }

    private Hall webSockets(Hall all) {
        String account = node.accounts().make("websocket");
        return hall(all, (hall, i) -> {
            WsClient client = WsClient.signedIn(node, account);
            long first = handle(client, hall);
            handle(client, all);
            client.onBinary(frame -> (frame.getUnsignedInt(4) == first ? hall : all).heard());
            return client;
        });
    }

    private static long handle(WsClient client, Hall hall) {
        return client.call("lane.sub", new JsonObject().put("room", hall.room)).getLong("handle");
    }

    private Hall mqtts(Hall all) {
        String account = node.accounts().make("mqtt");
        return hall(all, (hall, i) -> {
            MqttDevice device = MqttDevice.connect(Version.V5, node, account, "device-" + i, false);
            assertThat(device.subscribe(filter(hall), 0)).isZero();
            assertThat(device.subscribe(filter(all), 0)).isZero();
            String name = "$stream/" + hall.room.substring(2) + "/";
            device.arrivals().passTo(frame -> (frame.topic().startsWith(name) ? hall : all).heard());
            return device;
        });
    }

    private static String filter(Hall hall) {
        return "$stream/" + hall.room.substring(2) + "/#";
    }

    private Hall tims(Hall all) {
        String account = node.accounts().make("tim");
        return hall(all, (hall, i) -> {
            TimDevice device = TimDevice.signedIn(node, account, "device-" + i);
            device.subscribe(hall.room.substring(2), Mode.STRUCTS);
            device.subscribe(all.room.substring(2), Mode.STRUCTS);
            device.frames().passTo(frame -> (frame.room().equals(hall.room) ? hall : all).heard());
            return device;
        });
    }

    private Hall bigBinaries(Hall all) {
        String account = node.accounts().make("binary");
        return hall(all, (hall, i) -> {
            BigBinaryDevice device = BigBinaryDevice.signedIn(node, account, "");
            device.subscribe(hall.room);
            device.subscribe(all.room);
            device.frames().passTo(frame -> (frame.room().equals(hall.room) ? hall : all).heard());
            return device;
        });
    }

    /** A hall of one door, with its subscribers, who are in the common hall as well. */
    private Hall hall(Hall all, BiFunction<Hall, Integer, AutoCloseable> subscriber) {
        Hall hall = new Hall();
        hall.subscribers = SUBSCRIBERS;
        all.subscribers += SUBSCRIBERS;
        open.addAll(IntStream.range(0, SUBSCRIBERS)
                .parallel()
                .mapToObj(i -> subscriber.apply(hall, i))
                .toList());
        return hall;
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
