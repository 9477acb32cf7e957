package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the nodes of one cluster on this machine are started with: a name nobody else has, ports that are free now. */
public final class ClusterPlan {
    private static final int PORTS_EACH = 3;

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

    /** Held all at once, so that they differ. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
