package io.rialto.launcher.it.kit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** A running node, known by its ports only. */
public interface NodeUnderTest extends AutoCloseable {
    /** The operator's secret of every node under test. */
    String ADMIN_SECRET = "the-admin-secret-of-all-tests-0123456789";

    /** What every node under test is started with, unless a test says otherwise: any free ports, loopback only, two
     * event loops on whatever machine, so that what goes between them is tested. */
    Map<String, String> DEFAULTS = Map.of(
            "listeners.http.port", "0",
            "listeners.mqtt.port", "0",
            "listeners.thrift.port", "0",
            "listeners.bigbinary.port", "0",
            "management.port", "0",
            "node.loops", "2",
            "admin.secret", ADMIN_SECRET);

    /** The port of a door: http, mqtt, management. */
    int port(String door);

    /** The accounts of this node. */
    Accounts accounts();

    @Override
    void close();

    /** An address at a door. */
    default URI uri(String door, String path) {
        return URI.create("http://127.0.0.1:" + port(door) + path);
    }

    /** The answer's body of a GET at the management port. */
    default String manage(String path) {
        return Http.text(HttpRequest.newBuilder(uri("management", path)).build());
    }

    /** The sum of a metric over all its labels that contain the given text. */
    default double metric(String name, String label) {
        return manage("/metrics")
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
