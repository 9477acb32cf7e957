package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.JarCluster;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Login;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of the node that serves share groups whose members are connected to other nodes, with sessions that end with their
 * connections: what was acknowledged to publishers comes to them, once, in its order.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ShareKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int WINDOW = 10;
    private static final int EACH = 30;
    private static final int GROUPS_LOST = 3;
    private static final int MOST_GROUPS = 60;

    /** A client that acknowledges when it is told to, alone in its group. */
    private record Worker(MqttDevice device, String topic, List<Arrived> done) {
        List<String> texts() {
            return device.arrivals().all().stream().map(Arrived::text).toList();
        }

        void acknowledge() {
            List<Arrived> all = List.copyOf(device.arrivals().all());
            List<Arrived> fresh = all.subList(done.size(), all.size());
            fresh.forEach(one -> one.acknowledge().run());
            done.addAll(fresh);
        }
    }

    private final List<Worker> workers = new ArrayList<>();

    @Test
    void whatWaitsForMembersOnOtherNodesOutlivesTheNodeOfTheirGroup(@TempDir Path data) {
        try (JarCluster cluster = new JarCluster(3, data, Map.of())) {
            JarNode lost = cluster.nodes().get(0);
            while (lost.metric("rialto_shares_groups", "") < GROUPS_LOST) {
                assertThat(workers).hasSizeLessThan(MOST_GROUPS);
                work(cluster.nodes().get(1 + workers.size() % 2));
            }
            publish(cluster.nodes().get(1));
            int all = EACH * workers.size();
            Wait.until("standbys know everything", LIMIT, () -> copies(cluster) == all);

            lost.kill();

            Wait.until("all has come", LIMIT, () -> {
                workers.forEach(Worker::acknowledge);
                return workers.stream().allMatch(one -> one.texts().size() >= EACH);
            });
            publish(cluster.nodes().get(2));
            Wait.until("more comes", LIMIT, () -> {
                workers.forEach(Worker::acknowledge);
                return workers.stream().allMatch(one -> one.texts().size() >= 2 * EACH);
            });
            List<String> twice = new ArrayList<>(texts());
            twice.addAll(texts());
            assertThat(workers).allSatisfy(one -> assertThat(one.texts()).isEqualTo(twice));
        } finally {
            workers.forEach(one -> one.device().close());
        }
    }

    private void work(JarNode node) {
        String account = node.accounts().make("worker");
        Login login = new Login(account, node.accounts().token(account), account, true, WINDOW);
        Worker worker = new Worker(
                MqttDevice.connect(Version.V5, node.port("mqtt"), login), Accounts.fresh("jobs"), new ArrayList<>());
        workers.add(worker);
        assertThat(worker.device().subscribe("$share/w/" + worker.topic(), 1)).isEqualTo(1);
    }

    /** Everything is acknowledged. */
    private void publish(JarNode node) {
        try (MqttDevice publisher =
                MqttDevice.connect(Version.V5, node, node.accounts().make("publisher"))) {
            for (String text : texts()) {
                for (Worker worker : workers) {
                    assertThat(Wait.get(publisher.publish(Message.of(worker.topic(), text))))
                            .isZero();
                }
            }
        }
    }

    private static double copies(JarCluster cluster) {
        return cluster.nodes().stream()
                .mapToDouble(node -> node.metric("rialto_shares_copies", ""))
                .sum();
    }

    private static List<String> texts() {
        return IntStream.range(0, EACH).mapToObj(i -> "m" + i).toList();
    }
}
