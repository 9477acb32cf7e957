package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What the nodes of one cluster on this machine are started with: a name nobody else has, ports that are free now. */
public final class ClusterPlan {
    private static final int PORTS_EACH = 3;
    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;

    private final String name = "it-" + UUID.randomUUID();
    private final List<Integer> ports;
    private final int count;

    /** A cluster of so many nodes. */
    public ClusterPlan(int count) {
        this.count = count;
        this.ports = freePorts(count * PORTS_EACH);
    }

    /** The settings of one node. */
    public Map<String, String> settings(int node) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node.number", String.valueOf(node + 1));
        settings.put("cluster.enabled", "true");
        settings.put("cluster.name", name);
        settings.put("cluster.secret", "a secret of tests, known to everybody");
        settings.put("cluster.port", String.valueOf(port(node, 0)));
        settings.put("cluster.busPort", String.valueOf(port(node, 1)));
        settings.put("cluster.link.port", String.valueOf(port(node, 2)));
        settings.put("cluster.members", members());
        return settings;
    }

    /** Whether a node sees all others. */
    public boolean isWhole(NodeUnderTest node) {
        return members(node).size() == count;
    }

    /** The names of the members that a node sees. */
    public static List<String> members(NodeUnderTest node) {
        return picture(node).getJsonArray("members").stream()
                .map(member -> ((JsonObject) member).getString("node"))
                .toList();
    }

    /** What a node shows of the cluster. */
    public static JsonObject picture(NodeUnderTest node) {
        return new JsonObject(Http.text(HttpRequest.newBuilder(node.uri("management", "/v1/cluster"))
                .header("Authorization", "Bearer " + NodeUnderTest.ADMIN_SECRET)
                .build()));
    }

    /** The port of a node's membership. */
    public int membershipPort(int node) {
        return port(node, 0);
    }

    private String members() {
        List<String> all = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            all.add("127.0.0.1:" + port(node, 0));
        }
        return String.join(",", all);
    }

    private int port(int node, int which) {
        return ports.get(node * PORTS_EACH + which);
    }

    /** Below those that connections going out are given, so that a node that was killed finds its own free again. */
    public static List<Integer> freePorts(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
