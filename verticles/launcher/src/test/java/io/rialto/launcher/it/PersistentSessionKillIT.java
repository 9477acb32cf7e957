package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.DurablePeer;
import io.rialto.launcher.it.kit.Findings;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 in the middle of QoS 1 and QoS 2 traffic between sessions that outlive it, again and again: nothing that was
 * acknowledged is lost, what has QoS 2 comes exactly once, everything in order. One subscriber is there all the time, another
 * one comes now and then. {@code ./rialto bench kills} kills it a hundred times ({@code rialto.it.kills}).
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
final class PersistentSessionKillIT {
    private static final Map<String, String> SETTINGS = Map.of("tokens.secret", "a-secret-of-more-than-32-characters!");
    private static final int KILLS = Integer.getInteger("rialto.it.kills", 10);
    private static final long SEED = Long.getLong("rialto.it.seed", 20_261_126L);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);
    private DurablePeer publisher;
    private DurablePeer present;
    private DurablePeer absent;

    @Test
    void losesNothingAcknowledgedAndDeliversQos2ExactlyOnce(@TempDir Path data) {
        System.out.println("persistent sessions: seed " + SEED);
        try (JarNode node = new JarNode(data, SETTINGS, JarNode.BRIEF)) {
            begin(node);
            for (int i = 0; i < KILLS; i++) {
                connect(node, i % 3 == 1);
                publish(publisher.acknowledged().size() + 100 + random.nextInt(600));
                node.kill();
                disconnect(i % 3 == 1);
                node.start();
            }
            connect(node, true);
            try {
                awaitTheRest();
            } finally {
                findings().tell();
            }
            check();
        }
    }

    private void begin(JarNode node) {
        publisher = peer(node, "publisher");
        present = peer(node, "present");
        absent = peer(node, "absent");
        connect(node, true);
        Stream.of(present, absent).forEach(one -> {
            one.subscribe("one/#", 1);
            one.subscribe("two/#", 2);
        });
        Wait.until("the subscriptions stand", LIMIT, () -> present.granted() == 2 && absent.granted() == 2);
        publisher.publish("one/0", 1);
        Wait.until("all is answered", LIMIT, publisher::isAnswered);
        disconnect(true);
    }

    private static DurablePeer peer(JarNode node, String name) {
        String account = node.accounts().make(name);
        return new DurablePeer(account, node.accounts().token(account));
    }

    private void connect(JarNode node, boolean all) {
        present.connect(node);
        if (all) {
            absent.connect(node);
        }
        publisher.connect(node);
    }

    private void disconnect(boolean all) {
        publisher.disconnect();
        present.disconnect();
        if (all) {
            absent.disconnect();
        }
    }

    private void publish(int target) {
        Wait.until("they are acknowledged", LIMIT, Duration.ofMillis(1), () -> {
            boolean more = true;
            while (more) {
                long next = publisher.published();
                more = publisher.publish(next % 2 == 0 ? "one/1" : "two/2", next % 2 == 0 ? 1 : 2);
            }
            return publisher.acknowledged().size() >= target;
        });
    }

    private void awaitTheRest() {
        Wait.until("all is answered", LIMIT, publisher::isAnswered);
        for (DurablePeer reader : List.of(present, absent)) {
            Awaitility.await("the newest came")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() -> assertThat(missing(reader))
                            .as("missing at %s, published by %s", reader, publisher)
                            .isEmpty());
        }
    }

    /** Both subscribers together. */
    private Findings findings() {
        long received = 0;
        long lost = 0;
        long twice = 0;
        long again = 0;
        for (DurablePeer reader : List.of(present, absent)) {
            List<Long> twos = numbers(reader, "2-");
            List<Long> ones = numbers(reader, "1-");
            received += reader.received().size();
            lost += missing(reader).size();
            twice += twos.size() - new HashSet<>(twos).size();
            again += ones.size() - new HashSet<>(ones).size();
        }
        return new Findings("persistent sessions")
                .with("kills", KILLS)
                .with("acknowledged", publisher.acknowledged().size())
                .with("received", received)
                .with("lost", lost)
                .with("duplicated", twice)
                .with("redelivered", again)
                .with(
                        "faults",
                        publisher.faults().size()
                                + present.faults().size()
                                + absent.faults().size());
    }

    private void check() {
        for (DurablePeer reader : List.of(present, absent)) {
            assertThat(reader.faults()).isEmpty();
            List<Long> twos = numbers(reader, "2-");
            assertThat(twos).as("QoS 2 comes once, in order").isSorted().doesNotHaveDuplicates();
            List<Long> ones = List.copyOf(new LinkedHashSet<>(numbers(reader, "1-")));
            assertThat(ones).as("QoS 1 comes in order").isSortedAccordingTo(Long::compare);
        }
        assertThat(publisher.faults()).isEmpty();
        assertThat(publisher.acknowledged()).hasSize((int) publisher.published());
    }

    /** What was acknowledged and has not come. */
    private Set<String> missing(DurablePeer reader) {
        Set<String> missing = new TreeSet<>(publisher.acknowledged());
        reader.received().forEach(missing::remove);
        return missing;
    }

    private static List<Long> numbers(DurablePeer reader, String prefix) {
        return reader.received().stream()
                .filter(text -> text.startsWith(prefix))
                .map(text -> Long.parseLong(text.substring(2)))
                .toList();
    }
}
