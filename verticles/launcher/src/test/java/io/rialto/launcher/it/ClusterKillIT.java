package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Door;
import io.rialto.launcher.it.kit.Histories;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.InboxLine;
import io.rialto.launcher.it.kit.JarCluster;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.Latencies;
import io.rialto.launcher.it.kit.MovingInbox;
import io.rialto.launcher.it.kit.MovingSender;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of a node, then of PostgreSQL, in turn, under load at three nodes: whoever is refused or cut off says the same again
 * elsewhere. What was acknowledged is in the logs, once, in one order, in every inbox, whatever the door. A node comes back
 * under load, in every second round to a database that is just being killed.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ClusterKillIT {
    private static final int KILLS = Integer.getInteger("rialto.it.kills", 10);
    private static final long SEED = Long.getLong("rialto.it.seed", 20_261_125L);
    private static final List<Door> READING = List.of(Door.values());
    private static final List<Door> SPEAKING = List.of(Door.WEBSOCKET, Door.MQTT, Door.BIGBINARY);
    private static final int SENDERS_EACH = 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);
    private final List<MovingSender> senders = new ArrayList<>();
    private final List<MovingInbox> inboxes = new ArrayList<>();
    private final Map<String, Latencies> phases = new LinkedHashMap<>();
    private JarCluster cluster;
    private String room;

    @Test
    void keepsWhatWasAcknowledgedExactlyOnceWhoeverIsKilled(@TempDir Path data) {
        System.out.println("cluster kill: seed " + SEED);
        try (JarCluster started = new JarCluster(3, data, Map.of("storage.timeout", "2s"))) {
            cluster = started;
            begin();
            for (int i = 0; i < KILLS; i++) {
                killBoth(i % 2 == 1);
            }
            awaitMore();
            senders.forEach(MovingSender::stop);
            timed("checking at the end", this::check);
            phases.forEach((phase, millis) -> System.out.printf(
                    "cluster kill: %s: median %.0f ms, max %.0f%n",
                    phase, millis.percentile(50), millis.percentile(100)));
        } catch (AssertionError failure) {
            throw cluster == null ? failure : cluster.explained(failure);
        } finally {
            senders.forEach(MovingSender::close);
            inboxes.forEach(MovingInbox::close);
        }
    }

    /** A group of all; half of what is sent goes there, the rest to the readers themselves, one for each door. */
    private void begin() {
        JarNode node = cluster.nodes().get(0);
        List<String> readers = accounts(node, "reader", READING.size());
        List<String> speakers = accounts(node, "sender", SPEAKING.size() * SENDERS_EACH);
        room = "g:" + node.accounts().make("kills");
        try (WsClient owner = WsClient.signedIn(node, speakers.get(0))) {
            JsonArray members = new JsonArray();
            Stream.concat(readers.stream(), speakers.stream().skip(1)).forEach(members::add);
            owner.call("room.create", new JsonObject().put("room", room).put("members", members));
        }
        for (int i = 0; i < readers.size(); i++) {
            inboxes.add(new MovingInbox(cluster.nodes(), readers.get(i), READING.get(i)));
        }
        List<String> targets =
                readers.stream().flatMap(reader -> Stream.of(room, reader)).toList();
        for (int i = 0; i < speakers.size(); i++) {
            Door door = SPEAKING.get(i % SPEAKING.size());
            senders.add(new MovingSender(cluster.nodes(), speakers.get(i), door, targets));
        }
        awaitMore();
    }

    private static List<String> accounts(JarNode node, String prefix, int count) {
        return Stream.generate(() -> node.accounts().make(prefix)).limit(count).toList();
    }

    /** A node, then the database; whether that happens while the node is coming back, or when it is there. */
    private void killBoth(boolean atOnce) {
        JarNode victim = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
        timed("killing a node", victim::kill);
        timed("more without it", this::awaitMore);
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> cluster.restart(victim));
        if (!atOnce) {
            timed("its return", () -> Wait.get(back, LIMIT));
        }
        killDatabase();
        timed("its return meanwhile", () -> Wait.get(back, LIMIT));
        timed("more with all", this::awaitMore);
    }

    private void killDatabase() {
        int refused = refusals();
        timed("killing PostgreSQL", () -> cluster.database().kill());
        timed("refusals", () -> Wait.until("refusals", LIMIT, () -> refusals() > refused));
        timed("starting PostgreSQL", () -> cluster.database().start());
        timed("more of all", this::awaitMore);
    }

    private void timed(String phase, Runnable what) {
        long start = System.nanoTime();
        what.run();
        phases.computeIfAbsent(phase, any -> new Latencies()).add((System.nanoTime() - start) / 1e6);
    }

    private int refusals() {
        return senders.stream().mapToInt(MovingSender::attemptsInVain).sum();
    }

    /** Back when each sender has had some more acknowledged. */
    private void awaitMore() {
        int more = 5 + random.nextInt(50);
        List<Integer> targets = senders.stream()
                .map(sender -> sender.acknowledged().size() + more)
                .toList();
        for (int i = 0; i < senders.size(); i++) {
            MovingSender sender = senders.get(i);
            int target = targets.get(i);
            Wait.until(sender + " goes on", LIMIT, () -> sender.acknowledged().size() >= target);
        }
    }

    private void check() {
        JarNode node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
        History group = log(node, senders.get(0), room);
        int all = group.seen().size();
        checkLog(group, senders, room);
        for (MovingInbox inbox : inboxes) {
            List<Entry> direct = new ArrayList<>();
            for (MovingSender sender : senders) {
                History log = log(node, sender, InboxLine.direct(sender.account(), inbox.account()));
                checkLog(log, List.of(sender), inbox.account());
                assertThat(inbox.awaitFrom(sender.account(), log.seen().size(), LIMIT))
                        .as("what %s has of %s", inbox, sender)
                        .isEqualTo(log.seen());
                direct.addAll(log.seen());
            }
            assertThat(inbox.awaitIn(room, group.seen().size(), LIMIT))
                    .as("what %s has of the group", inbox)
                    .isEqualTo(group.seen());
            if (inbox.hasPlaces()) {
                assertThat(inbox.places())
                        .as("places of %s", inbox)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, all + direct.size())
                                .boxed()
                                .toList());
            }
        }
        System.out.printf(
                "cluster kill: %d times a node, %d times PostgreSQL; %d messages, %d attempts in vain, %d were there already when they"
                        + " were said again; readers moved %d times, had %d again%n",
                KILLS,
                KILLS,
                senders.stream()
                        .mapToInt(sender -> sender.acknowledged().size())
                        .sum(),
                refusals(),
                senders.stream().mapToInt(MovingSender::repetitions).sum(),
                inboxes.stream().mapToInt(MovingInbox::moves).sum(),
                inboxes.stream().mapToInt(MovingInbox::again).sum());
    }

    /** Everything that was acknowledged is there, once, nothing else; the places have no holes. */
    private static void checkLog(History log, List<MovingSender> senders, String to) {
        List<Entry> acknowledged = new ArrayList<>();
        Set<String> sent = new HashSet<>();
        for (MovingSender sender : senders) {
            sender.acknowledged().forEach(one -> {
                if (one.to().equals(to)) {
                    sent.add(Payloads.hash(one.text()));
                    if (one.cseq() > 0) {
                        acknowledged.add(new Entry(one.cseq(), Payloads.hash(one.text())));
                    }
                }
            });
        }
        assertThat(log.faultsOfNumbers()).isEmpty();
        assertThat(log.faultsAgainst(acknowledged, sent)).isEmpty();
        assertThat(log.seen()).as("what was sent to %s", to).hasSize(sent.size());
    }

    private static History log(JarNode node, MovingSender reader, String room) {
        try (WsClient client = WsClient.signedIn(node, reader.account())) {
            return Histories.byWebSocket(client, room);
        }
    }
}
