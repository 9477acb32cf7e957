package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.ClusterPlan;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.ReadyLine;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.storage.postgres.PostgresServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The second tour of the README: its script, run as a user does, but for the ports, which others may have. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class TwoNodesScriptIT {
    private static final Path SCRIPT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("../../config/examples/two-nodes")
            .normalize();
    private static final List<String> PORTS =
            List.of("cluster.port", "cluster.busPort", "cluster.link.port", "cluster.members");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int WRONG_USE = 2;

    @Test
    void whatIsPublishedAtOneNodeIsHeardAtTheOther(@TempDir Path directory) throws Exception {
        try (PostgresServer database = PostgresServer.startedIn(directory.resolve("database"))) {
            Map<String, String> environment = portsOfTheCluster();
            environment.put("RIALTO_STORAGE_URI", database.uri(database.createDatabase()));
            Process script = start(directory, environment);
            Mailbox<String> output = outputOf(script);
            List<ProcessHandle> nodes = List.of();
            try {
                WsClient one = guest(awaitReady(output, "node 1: "));
                WsClient two = guest(awaitReady(output, "node 2: "));
                awaitLine(output, "two-nodes: Ctrl-C stops both");
                nodes = script.descendants().toList();
                assertThat(nodes).hasSize(2);
                JsonObject picture = pictureIn(awaitLine(output, "http://127.0.0.1:"));
                assertThat(picture.getJsonArray("members").stream()
                                .map(member -> ((JsonObject) member).getString("node")))
                        .containsExactly("node-1", "node-2");

                two.join("room/kitchen");
                one.publish("room/kitchen", "22");

                assertThat(two.awaitEvent("msg").getString("text")).isEqualTo("22");
                one.close();
                two.close();
                script.toHandle().destroy(); // its output goes on being read
                assertThat(script.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                assertThat(script.exitValue()).isZero();
                assertThat(nodes).noneMatch(ProcessHandle::isAlive);
                awaitLine(output, "two-nodes: stopped");
                for (String node : List.of("data1", "data2")) {
                    assertThat(Files.readString(directory.resolve(node).resolve("node.log")))
                            .contains("ready in ")
                            .doesNotContain("\tat ", "ERROR", "--add-opens", "CP Subsystem", "on a Vert.x context");
                }
            } finally {
                nodes.forEach(ProcessHandle::destroyForcibly);
                script.descendants().forEach(ProcessHandle::destroyForcibly);
                script.destroyForcibly();
            }
        }
    }

    @Test
    void withoutADatabaseItSaysWhatItNeeds(@TempDir Path directory) throws Exception {
        Process script = start(directory, Map.of());
        Mailbox<String> output = outputOf(script);

        assertThat(script.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

        assertThat(script.exitValue()).isEqualTo(WRONG_USE);
        assertThat(awaitLine(output, "two-nodes: ")).contains("RIALTO_STORAGE_URI", "postgresql://");
    }

    /** Ports that are free now, to each node its own. */
    private static Map<String, String> portsOfTheCluster() {
        ClusterPlan plan = new ClusterPlan(2);
        Map<String, String> environment = new HashMap<>();
        for (int node = 0; node < 2; node++) {
            Map<String, String> settings = plan.settings(node);
            environment.put(
                    "NODE" + (node + 1) + "_OPTIONS",
                    PORTS.stream()
                            .map(port -> "--set " + port + "=" + settings.get(port))
                            .collect(Collectors.joining(" ")));
        }
        return environment;
    }

    private static Process start(Path directory, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        for (String door : List.of("listeners.http", "listeners.mqtt", "listeners.thrift", "listeners.bigbinary")) {
            command.addAll(List.of("--set", door + ".port=0"));
        }
        command.addAll(List.of("--set", "management.port=0"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RIALTO_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RIALTO_JAVA_OPTS", "-Xmx384m " + String.join(" ", JarNode.BRIEF));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Mailbox<String> outputOf(Process script) {
        Mailbox<String> lines = new Mailbox<>("output of the script");
        Thread reader = new Thread(
                () -> {
                    try (var output = script.inputReader(StandardCharsets.UTF_8)) {
                        output.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException gone) {
                        lines.add("(" + gone.getMessage() + ")");
                    }
                },
                "output-of-two-nodes");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static ReadyLine awaitReady(Mailbox<String> output, String node) {
        return ReadyLine.read(awaitLine(output, node).substring(node.length())).orElseThrow();
    }

    private static String awaitLine(Mailbox<String> output, String start) {
        return output.await(start, 0, line -> line.startsWith(start), LIMIT);
    }

    private static JsonObject pictureIn(String line) {
        return new JsonObject(line.substring(line.indexOf('{')));
    }

    private static WsClient guest(ReadyLine node) {
        WsClient client = WsClient.connect(
                Http.CLIENT, URI.create("ws://127.0.0.1:" + node.ports().get("http") + "/v1/ws"));
        client.call("auth", new JsonObject().put("anonymous", true));
        return client;
    }
}
