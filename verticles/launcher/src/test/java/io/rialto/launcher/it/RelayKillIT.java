package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.ClusterPlan;
import io.rialto.launcher.it.kit.JarCluster;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.Latencies;
import io.rialto.launcher.it.kit.NumberedPublisher;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsTrace;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of the node with a room's relay, under a publisher at 50 frames a second, with subscribers on the nodes that
 * stay: the room goes on by itself in a later epoch, what is missing is told, nothing comes twice.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class RelayKillIT {
    private static final int ROUNDS = Integer.getInteger("rialto.it.kills", 3);
    private static final int NODES = 3;
    private static final int SUBSCRIBERS_EACH = 2;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int FRAMES_AROUND = 50;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Latencies untilNext = new Latencies();
    private final AtomicInteger missed = new AtomicInteger();
    private final List<Integer> resent = new ArrayList<>();
    private JarCluster cluster;

    @Test
    void aStreamRoomGoesOnByItselfWhenTheNodeOfItsRelayIsKilled(@TempDir Path data) {
        try (JarCluster started = new JarCluster(NODES, data, Map.of())) {
            cluster = started;
            for (int round = 0; round < ROUNDS; round++) {
                killRelay(round);
            }
        } catch (AssertionError failure) {
            throw cluster == null ? failure : cluster.explained(failure);
        }
        System.out.printf(
                "relay kill: %d rounds, %d subscribers each; ms from the kill to the next frame: median %.0f, p90 %.0f, max %.0f;"
                        + " frames missed: %d in all, frames sent again: %s%n",
                ROUNDS,
                SUBSCRIBERS_EACH * (NODES - 1),
                untilNext.percentile(50),
                untilNext.percentile(90),
                untilNext.percentile(100),
                missed.get(),
                resent);
    }

    private void killRelay(int round) {
        JarNode relay = cluster.nodes().get(round % NODES);
        List<JarNode> staying = cluster.others(relay);
        String account = relay.accounts().make("publisher");
        List<WsTrace> traces = new ArrayList<>();
        try (WsClient client = WsClient.signedIn(staying.get(round / NODES % staying.size()), account)) {
            String room = roomOn(relay, client);
            for (int i = 0; i < SUBSCRIBERS_EACH * staying.size(); i++) {
                JarNode node = staying.get(i % staying.size());
                traces.add(
                        WsTrace.of(WsClient.signedIn(node, node.accounts().make("viewer")), room, String.valueOf(i)));
            }
            NumberedPublisher publisher = new NumberedPublisher(client, room, FRAMES_PER_SECOND);
            traces.forEach(trace -> trace.awaitNumber(FRAMES_AROUND, LIMIT));
            long killed = System.nanoTime();
            relay.kill();
            traces.forEach(
                    trace -> untilNext.add((trace.firstOfLaterEpoch(LIMIT).nanos() - killed) / 1e6));
            long resumed = publisher.taken();
            traces.forEach(trace -> trace.awaitNumber(resumed + FRAMES_AROUND, LIMIT));
            cluster.restart(relay);
            long whole = publisher.taken();
            traces.forEach(trace -> trace.awaitNumber(whole + FRAMES_AROUND, LIMIT));
            long last = publisher.stop();
            traces.forEach(trace -> trace.awaitNumber(last, LIMIT));
            resent.add(publisher.resent());
            traces.forEach(trace -> check(trace, last));
        } finally {
            traces.forEach(WsTrace::close);
        }
    }

    private void check(WsTrace trace, long last) {
        assertThat(trace.faults()).as(trace.toString()).isEmpty();
        assertThat(trace.isOpen()).as(trace.toString()).isTrue();
        List<Long> numbers = trace.numbers();
        assertThat(numbers).as(trace.toString()).doesNotHaveDuplicates().isSorted();
        missed.addAndGet((int) LongStream.rangeClosed(numbers.get(0), last)
                .filter(number -> !numbers.contains(number))
                .count());
    }

    /** Makes rooms until one has its relay there. */
    private static String roomOn(JarNode relay, WsClient owner) {
        String name = ClusterPlan.picture(relay).getString("node");
        for (int i = 0; i < 100; i++) {
            int before = roomsOf(relay, name);
            String room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                    .getString("room");
            if (roomsOf(relay, name) > before) {
                return room;
            }
            owner.call("room.delete", new JsonObject().put("room", room));
        }
        throw new AssertionError("of 100 rooms none has its relay on " + name);
    }

    private static int roomsOf(JarNode node, String name) {
        return ClusterPlan.picture(node).getJsonObject("streamRoomsByRelay").getInteger(name, 0);
    }
}
