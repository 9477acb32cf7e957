package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.cluster.testing.Memberships;
import io.rialto.launcher.it.kit.ClusterPlan;
import io.rialto.launcher.it.kit.DurablePeer;
import io.rialto.launcher.it.kit.EndableNode;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.JarProcess;
import io.rialto.launcher.it.kit.KeptNode;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.storage.postgres.PostgresServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose membership ends by itself: it is there again, in the same process, or its process ends. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class MembershipEndIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SERVER_SHUTTING_DOWN = 0x8B;
    private static final List<String> DOORS = List.of("http", "mqtt", "thrift", "bigbinary", "management");

    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path data;

    @AfterEach
    void end() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void aNodeThatHasLostItsMembershipIsThereAgainAndItsClientsGoOn() {
        PostgresServer database = open(PostgresServer.startedIn(data.resolve("database")));
        ClusterPlan plan = new ClusterPlan(2);
        String uri = database.uri(database.createDatabase());
        KeptNode one = node(plan, 0, Map.of("storage.uri", uri));
        KeptNode two = node(plan, 1, Map.of("storage.uri", uri));
        Wait.until("they see one another", LIMIT, () -> plan.isWhole(one) && plan.isWhole(two));
        long boot = boot(two);
        DurablePeer publisher = peer(one, "publisher");
        DurablePeer reader = peer(one, "reader");
        publisher.connect(one);
        reader.connect(two);
        reader.subscribe("news/#", 2);
        Wait.until("the subscription stands", LIMIT, () -> {
            publisher.publish("news/1", 2);
            return !reader.received().isEmpty();
        });
        Wait.until("all is answered", LIMIT, publisher::isAnswered);
        Set<String> early = publisher.acknowledged();
        WsClient webSocket = open(WsClient.signedIn(two, one.accounts().make("ws")));
        MqttDevice mqtt =
                open(MqttDevice.connect(Version.V5, two, one.accounts().make("mqtt")));

        Memberships.endInSilence(plan.membershipPort(1));

        assertThat(webSocket.awaitEvent("goaway").getLong("delayMs")).isNotNegative();
        assertThat(Wait.get(webSocket.ending()).code()).isEqualTo(1001);
        assertThat(Wait.get(mqtt.ended())).isEqualTo(SERVER_SHUTTING_DOWN);
        reader.disconnect();
        publishMore(publisher);
        two.awaitStarts(2);
        assertThat(two.manage("/readyz")).contains("ready");
        Wait.until("they see one another again", LIMIT, () -> plan.isWhole(one) && plan.isWhole(two));
        assertThat(boot(two)).isGreaterThan(boot);
        assertThat(two.metric("rialto_node_restarts_total", "")).isEqualTo(1);
        assertThat(one.metric("rialto_node_restarts_total", "")).isZero();
        reader.connect(two);
        publishMore(publisher);
        assertThat(publisher.faults()).isEmpty();
        Set<String> due = new LinkedHashSet<>(publisher.acknowledged());
        due.removeAll(early); // some of those came before the subscription stood
        Wait.until(
                "all came that was acknowledged", LIMIT, () -> reader.received().containsAll(due));
        assertThat(reader.faults())
                .as("the session was there; the server said why it went")
                .containsExactly("got E0 01 8B");
        assertThat(numbers(reader.received())).doesNotHaveDuplicates().isSorted();
        bothWays(one, two);
    }

    @Test
    void nothingIsLeftOfALifeThatIsOver() {
        Map<String, String> ports = new TreeMap<>();
        List<Integer> free = ClusterPlan.freePorts(DOORS.size());
        for (int i = 0; i < DOORS.size(); i++) {
            String section = DOORS.get(i).equals("management") ? "" : "listeners.";
            ports.put(section + DOORS.get(i) + ".port", String.valueOf(free.get(i)));
        }
        Set<Thread> before = threads();
        ClusterPlan plan = new ClusterPlan(1);
        KeptNode node = node(plan, 0, ports);
        String account = node.accounts().make("alice");
        String other = node.accounts().make("bob");
        JsonObject message = new JsonObject().put("to", other).put("cmid", "1").put("text", "before");
        open(WsClient.signedIn(node, account)).call("msg.send", message);
        Set<Thread> first = threads();
        first.removeAll(before);

        Memberships.end(plan.membershipPort(0));

        node.awaitStarts(2);
        assertThat(open(WsClient.signedIn(node, account))
                        .call("msg.send", message)
                        .getBoolean("dup"))
                .as("the store knows it, at the same port")
                .isTrue();
        Wait.until("its threads are over", LIMIT, () -> living(first).isEmpty());
        first.clear(); // a thread that is over still knows its Vert.x, that its timers, those the node
        Wait.until("nobody holds it any more", LIMIT, Duration.ofMillis(100), () -> {
            System.gc();
            return node.lives().all().get(0).get() == null;
        });
        assertThat(node.lives().size()).isEqualTo(2);
    }

    @Test
    void theProcessEndsWhenItsNodeCannotStartAnew() {
        ClusterPlan plan = new ClusterPlan(1);
        JarProcess process = process(plan, Map.of("cluster.restart.attempts", "0"));

        process.say(String.valueOf(plan.membershipPort(0)));

        assertThat(process.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(process.output())
                .filteredOn(line -> line.startsWith("rialto: "))
                .containsExactly(
                        "rialto: the node is given up: started anew 0 times in a row (cluster.restart.attempts):"
                                + " its membership has ended by itself: Hazelcast has shut itself down without a word");
        assertThat(process.output())
                .filteredOn(line -> line.contains("ERROR") && !line.contains("com.hazelcast"))
                .hasSize(1)
                .allMatch(line -> line.contains("the membership of the cluster has ended by itself"));
        assertThat(process.output()).noneMatch(line -> line.startsWith("\tat ") || line.contains("LEAK"));
    }

    @Test
    void aProcessWhoseNodeIsToStartAnewGoesWhenToldTo() {
        ClusterPlan plan = new ClusterPlan(1);
        JarProcess process = process(plan, Map.of("cluster.restart.pause", "10m", "cluster.restart.maxPause", "10m"));
        process.say(String.valueOf(plan.membershipPort(0)));
        process.awaitLine("ended by itself");

        process.terminate();

        assertThat(process.awaitExit(Duration.ofSeconds(20))).isEqualTo(143);
        assertThat(process.output()).noneMatch(line -> line.contains("not everything"));
    }

    private JarProcess process(ClusterPlan plan, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(plan.settings(0));
        all.putAll(settings);
        JarProcess process = open(JarProcess.ofClass(EndableNode.class, JarNode.arguments(data, all)));
        process.awaitReady();
        return process;
    }

    private KeptNode node(ClusterPlan plan, int number, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(plan.settings(number));
        all.put("cluster.restart.pause", "10ms");
        return open(new KeptNode(data.resolve("node" + number), all));
    }

    private static DurablePeer peer(NodeUnderTest node, String name) {
        String account = node.accounts().make(name);
        return new DurablePeer(account, node.accounts().token(account));
    }

    private static void publishMore(DurablePeer publisher) {
        int target = publisher.acknowledged().size() + 50;
        Wait.until("more is acknowledged", LIMIT, () -> {
            publisher.publish("news/1", 2);
            return publisher.acknowledged().size() >= target;
        });
        Wait.until("all is answered", LIMIT, publisher::isAnswered);
    }

    private static List<Long> numbers(List<String> texts) {
        return texts.stream().map(text -> Long.parseLong(text.substring(2))).toList();
    }

    private void bothWays(NodeUnderTest one, NodeUnderTest two) {
        WsClient here = open(WsClient.signedIn(one, one.accounts().make("here")));
        WsClient there = open(WsClient.signedIn(two, one.accounts().make("there")));
        here.join("talk");
        there.join("talk");
        for (WsClient speaker : List.of(here, there)) {
            String text = speaker == here ? "from the one" : "from the other";
            speaker.publish("talk", text);
            WsClient listener = speaker == here ? there : here;
            listener.events().await(text, event -> text.equals(event.getString("text")));
        }
        MqttDevice mqtt =
                open(MqttDevice.connect(Version.V3, two, one.accounts().make("device")));
        assertThat(mqtt.publish(Message.of("talk", "at its door"))).succeedsWithin(LIMIT);
        here.events().await("at its door", event -> "at its door".equals(event.getString("text")));
    }

    private static long boot(NodeUnderTest node) {
        JsonObject picture = ClusterPlan.picture(node);
        return picture.getJsonArray("members").stream()
                .map(JsonObject.class::cast)
                .filter(member -> member.getString("node").equals(picture.getString("node")))
                .mapToLong(member -> member.getLong("boot"))
                .findFirst()
                .orElseThrow();
    }

    /** All but those that are no node's: of clients here, of the JDK for processes, of Vert.x's one cleaner. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().matches("HttpClient-.*|process reaper.*|Cleaner-.*"))
                .collect(Collectors.toSet());
    }

    private static Set<String> living(Set<Thread> threads) {
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.toSet());
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
