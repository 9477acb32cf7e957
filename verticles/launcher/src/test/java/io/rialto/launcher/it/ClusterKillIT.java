package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Histories;
import io.rialto.launcher.it.kit.History;
import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.JarCluster;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.MovingInbox;
import io.rialto.launcher.it.kit.MovingSender;
import io.rialto.launcher.it.kit.MovingSender.Door;
import io.rialto.launcher.it.kit.Payloads;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of a node, then of PostgreSQL, in turn, under load at two doors of three nodes: whoever is refused or cut off says
 * the same again elsewhere. What was acknowledged is in the logs, once, in one order, in every inbox.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ClusterKillIT {
    private static final int KILLS = Integer.getInteger("rialto.it.kills", 2);
    private static final long SEED = Long.getLong("rialto.it.seed", 20_261_125L);
    private static final int SENDERS_EACH = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);
    private final List<MovingSender> senders = new ArrayList<>();
    private final List<MovingInbox> inboxes = new ArrayList<>();
    private JarCluster cluster;
    private String room;

    @Test
    void keepsWhatWasAcknowledgedExactlyOnceWhoeverIsKilled(@TempDir Path data) {
        System.out.println("cluster kill: seed " + SEED);
        try (JarCluster started = new JarCluster(3, data, Map.of("storage.timeout", "2s"))) {
            cluster = started;
            begin();
            for (int i = 0; i < KILLS; i++) {
                killNode();
                killDatabase();
            }
            awaitMore();
            senders.forEach(MovingSender::stop);
            check();
        } catch (AssertionError failure) {
            throw cluster == null ? failure : cluster.explained(failure);
        } finally {
            senders.forEach(MovingSender::close);
            inboxes.forEach(MovingInbox::close);
        }
    }

    /** A group of all; half of what is sent goes there, the rest to the readers themselves. */
    private void begin() {
        JarNode node = cluster.nodes().get(0);
        List<String> readers =
                List.of(node.accounts().make("reader"), node.accounts().make("reader"));
        List<String> speakers = Stream.generate(() -> node.accounts().make("sender"))
                .limit(2 * SENDERS_EACH)
                .toList();
        room = "g:" + node.accounts().make("kills");
        try (WsClient owner = WsClient.signedIn(node, speakers.get(0))) {
            JsonArray members = new JsonArray();
            Stream.concat(readers.stream(), speakers.stream().skip(1)).forEach(members::add);
            owner.call("room.create", new JsonObject().put("room", room).put("members", members));
        }
        for (String reader : readers) {
            inboxes.add(new MovingInbox(cluster.nodes(), reader));
        }
        for (int i = 0; i < speakers.size(); i++) {
            Door door = i % 2 == 0 ? Door.WEBSOCKET : Door.MQTT;
            List<String> targets = List.of(room, readers.get(0), room, readers.get(1));
            senders.add(new MovingSender(cluster.nodes(), speakers.get(i), door, targets));
        }
        awaitMore();
    }

    private void killNode() {
        JarNode victim = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
        victim.kill();
        awaitMore();
        cluster.restart(victim);
        awaitMore();
    }

    private void killDatabase() {
        int refused = refusals();
        cluster.database().kill();
        Wait.until("refusals", LIMIT, () -> refusals() > refused);
        cluster.database().start();
        awaitMore();
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
                History log = log(node, sender, directRoom(sender.account(), inbox.account()));
                checkLog(log, List.of(sender), inbox.account());
                assertThat(inbox.awaitFrom(sender.account(), log.seen().size(), LIMIT))
                        .as("what %s has of %s", inbox.account(), sender)
                        .isEqualTo(log.seen());
                direct.addAll(log.seen());
            }
            assertThat(inbox.awaitIn(room, group.seen().size(), LIMIT)).isEqualTo(group.seen());
            assertThat(inbox.places())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, all + direct.size())
                            .boxed()
                            .toList());
        }
        System.out.printf(
                "cluster kill: %d times a node, %d times PostgreSQL; %d messages, %d attempts in vain, %d were there already when they"
                        + " were said again; readers moved %d times%n",
                KILLS,
                KILLS,
                senders.stream()
                        .mapToInt(sender -> sender.acknowledged().size())
                        .sum(),
                refusals(),
                senders.stream().mapToInt(MovingSender::repetitions).sum(),
                inboxes.stream().mapToInt(MovingInbox::moves).sum());
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

    private static String directRoom(String one, String other) {
        return one.compareTo(other) < 0 ? "d:" + one + "|" + other : "d:" + other + "|" + one;
    }
}
