package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.DurablePeer;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session that outlives its connections asks for many retained values with one wildcard, and takes a few at a time. In the
 * middle the connection is cut, then the node killed, again and again: all of them come, those of QoS 2 exactly once.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class RetainedKillIT {
    private static final Map<String, String> SETTINGS = Map.of("tokens.secret", "a-secret-of-more-than-32-characters!");
    private static final int VALUES = 3000;
    private static final int STEP = 400;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void allComeOverCutsAndKills(@TempDir Path data) {
        try (JarNode node = new JarNode(data, SETTINGS, JarNode.BRIEF)) {
            DurablePeer publisher = peer(node, "publisher");
            publisher.connect(node);
            retain(publisher);
            publisher.disconnect();
            DurablePeer reader = peer(node, "reader");
            reader.connect(node);
            reader.subscribe("shelf/#", 2);

            for (int next = STEP; next < VALUES; next += STEP) {
                boolean kill = next / STEP % 2 == 0;
                int so = next;
                Wait.until(
                        "some have come",
                        LIMIT,
                        Duration.ofMillis(1),
                        () -> reader.received().size() >= so);
                if (kill) {
                    node.kill();
                }
                reader.disconnect();
                if (kill) {
                    node.start();
                }
                assertThat(reader.received()).as("in the middle").hasSizeLessThan(VALUES);
                reader.connect(node);
            }

            Wait.until("all have come: " + reader, LIMIT, () -> Set.copyOf(reader.received())
                    .containsAll(publisher.acknowledged()));
            assertThat(publisher.acknowledged()).hasSize(VALUES);
            assertThat(reader.faults()).isEmpty();
            List<String> twos = reader.received().stream()
                    .filter(text -> text.startsWith("2-"))
                    .toList();
            assertThat(twos).as("QoS 2 comes once").hasSize(VALUES / 2).doesNotHaveDuplicates();
        }
    }

    private static void retain(DurablePeer publisher) {
        Wait.until("they are retained", LIMIT, Duration.ofMillis(1), () -> {
            boolean more = publisher.published() < VALUES;
            while (more) {
                long next = publisher.published();
                more = publisher.retain("shelf/" + next, next % 2 == 0 ? 1 : 2) && publisher.published() < VALUES;
            }
            return publisher.published() == VALUES && publisher.isAnswered();
        });
    }

    private static DurablePeer peer(JarNode node, String name) {
        String account = node.accounts().make(name);
        return new DurablePeer(account, node.accounts().token(account));
    }
}
