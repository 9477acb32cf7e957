package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.ClusterExtension;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.StreamFrame;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator at one node is told of the others, publishes there; the clients of all of them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class OperatorEventsIT {
    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension(2);

    @Test
    void tellsWhoComesOnlineAtAnyNodeAndTakesFramesForARoomWhereverItIs(List<NodeUnderTest> nodes) {
        try (WsClient operator = operator(nodes.get(0))) {
            for (NodeUnderTest node : nodes) {
                String account = node.accounts().make("owner");
                try (WsClient owner = WsClient.signedIn(node, account)) {
                    awaitEvent(operator, "online", account);
                    String room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                            .getString("room");
                    publish(operator, nodes, account, room);
                    owner.closeInOrder();
                }
                awaitEvent(operator, "offline", account);
            }
        }
    }

    @Test
    void theListOfClientsIsThatOfAllNodes(List<NodeUnderTest> nodes) {
        String account = nodes.get(0).accounts().make("device");
        try (MqttDevice one = MqttDevice.connect(Version.V5, nodes.get(0), account, "one", false);
                MqttDevice two = MqttDevice.connect(Version.V3, nodes.get(1), account, "two", false)) {
            assertThat(devices(nodes.get(0), "")).containsExactly("one", "two");
            assertThat(devices(nodes.get(1), "")).containsExactly("one", "two");
            String second =
                    clients(nodes.get(0), "&prefix=" + account).getJsonObject(1).getString("node");
            assertThat(devices(nodes.get(0), "&node=" + second)).containsExactly("two");
            assertThat(one.ended()).isNotDone();
            assertThat(two.ended()).isNotDone();
        }
    }

    private static List<String> devices(NodeUnderTest at, String query) {
        return clients(at, query).stream()
                .map(client -> ((JsonObject) client).getString("device"))
                .toList();
    }

    private static JsonArray clients(NodeUnderTest at, String query) {
        JsonObject answer = new JsonObject(
                Http.get(at.uri("management", "/v1/admin/clients?limit=10" + query), NodeUnderTest.ADMIN_SECRET)
                        .body());
        assertThat(answer.containsKey("silent")).isFalse();
        return answer.getJsonArray("clients");
    }

    private static void publish(WsClient operator, List<NodeUnderTest> nodes, String account, String room) {
        int handle = operator.call(
                        "publish.open", new JsonObject().put("account", account).put("room", room))
                .getInteger("handle");
        for (NodeUnderTest node : nodes) {
            try (WsStream viewer =
                    WsStream.subscriber(WsClient.signedIn(node, node.accounts().make("viewer")), room)) {
                operator.binary(Buffer.buffer()
                        .appendInt(handle)
                        .appendByte((byte) 9)
                        .appendString("hello")
                        .getBytes());

                StreamFrame frame = viewer.frames().awaitSize(1).get(0);
                assertThat(frame.kind()).isEqualTo(9);
                assertThat(frame.publisher()).isEqualTo(account);
                assertThat(frame.body().toString()).isEqualTo("hello");
            }
        }
        operator.call("publish.close", new JsonObject().put("handle", handle));
    }

    private static void awaitEvent(WsClient operator, String name, String account) {
        operator.events()
                .await(
                        account + " " + name,
                        event -> name.equals(event.getString("ev")) && account.equals(event.getString("account")));
    }

    private static WsClient operator(NodeUnderTest node) {
        WsClient operator = WsClient.connect(
                Http.CLIENT, URI.create("ws://127.0.0.1:" + node.port("management") + "/v1/admin/events"));
        operator.call("auth", new JsonObject().put("secret", NodeUnderTest.ADMIN_SECRET));
        operator.call("watch", new JsonObject());
        return operator;
    }
}
