package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.ClusterExtension;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.StreamFrame;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator has connections of an account see a virtual room (TIM's VirtualroomSub, -UnSub), at every door, at any node. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class OperatorViewsIT {
    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension(2);

    private record Seen<T>(Mailbox<T> mailbox, Function<T, Buffer> body) {
        List<String> texts() {
            return mailbox.all().stream().map(body).map(Buffer::toString).toList();
        }
    }

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, Seen<?>> seen = new LinkedHashMap<>();
    private NodeUnderTest node;
    private String alice;
    private String room;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void framesArriveAtTheConnectionsOfAnAccountThatAnOperatorHasSeeARoom(NodeUnderTest running) {
        node = running;
        alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        TimDevice publisher = open(TimDevice.signedIn(node, bob, "cam"));
        String name = publisher.registerRoom();
        room = "s:" + name;
        WsClient client = signIn();

        HttpResponse<String> viewing = ask("PUT", "");
        publisher.publishRaw(name, "one".getBytes(StandardCharsets.UTF_8));

        assertThat(sessions(viewing)).hasSize(seen.size()).noneMatch(one -> one.containsKey("error"));
        assertThat(client.awaitEvent("viewing").getBoolean("on")).isTrue();
        Wait.until("all see a frame", () -> all(List.of("one")));

        assertThat(sessions(ask("DELETE", ""))).hasSize(seen.size());
        publisher.publishRaw(name, "two".getBytes(StandardCharsets.UTF_8));
        String webSocket = sessions(viewing).stream()
                .filter(one -> one.getString("protocol").equals("websocket"))
                .map(one -> one.getString("sid"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> again =
                ask("PUT", new JsonObject().put("sid", webSocket).encode());
        publisher.publishRaw(name, "three".getBytes(StandardCharsets.UTF_8));

        assertThat(sessions(again)).extracting(one -> one.getString("sid")).containsExactly(webSocket);
        Wait.until("one sees a frame", () -> seen.get("websocket").texts().equals(List.of("one", "three")));
        ask("PUT", "");
        publisher.publishRaw(name, "four".getBytes(StandardCharsets.UTF_8));
        Wait.until("all see a frame again", () -> seen.entrySet().stream().allMatch(one -> one.getValue()
                .texts()
                .equals(one.getKey().equals("websocket") ? List.of("one", "three", "four") : List.of("one", "four"))));
    }

    @Test
    void whoIsNotThereOrWhatIsNotThereIsTold(NodeUnderTest running) {
        node = running;
        alice = node.accounts().make("alice");
        room = "s:nowhere";
        assertThat(ask("PUT", "").statusCode()).as("nobody there").isEqualTo(404);

        open(WsClient.signedIn(node, alice));

        HttpResponse<String> noRoom = ask("PUT", "");
        assertThat(noRoom.statusCode()).as(noRoom.body()).isEqualTo(404);
        assertThat(ask("PUT", new JsonObject().put("sid", "1").encode()).statusCode())
                .as("no such session")
                .isEqualTo(404);
        assertThat(ask("PUT", new JsonObject().put("sid", "x").encode()).statusCode())
                .as("no session")
                .isEqualTo(400);
        room = "g:team";
        assertThat(ask("PUT", "").statusCode()).as("no stream room").isEqualTo(400);
    }

    private WsClient signIn() {
        WsClient client = open(WsClient.signedIn(node, alice));
        seen.put("websocket", new Seen<>(WsStream.viewer(client, room).frames(), StreamFrame::body));
        for (Version version : Version.values()) {
            MqttDevice mqtt = open(MqttDevice.connect(version, node, alice));
            seen.put("mqtt " + version, new Seen<>(mqtt.arrivals(), MqttDevice.Arrived::payload));
        }
        TimDevice tim = open(TimDevice.signedIn(node, alice, "tim"));
        seen.put("tim", new Seen<>(tim.frames(), StreamFrame::body));
        BigBinaryDevice binary = open(BigBinaryDevice.signedIn(node, alice, "binary"));
        seen.put("big-binary", new Seen<>(binary.frames(), StreamFrame::body));
        return client;
    }

    private boolean all(List<String> texts) {
        return seen.values().stream().allMatch(one -> one.texts().equals(texts));
    }

    private HttpResponse<String> ask(String method, String body) {
        String path = "/v1/admin/accounts/" + alice + "/streams/" + room.replace(":", "%3A") + "/viewers";
        HttpRequest.Builder request = HttpRequest.newBuilder(node.uri("management", path))
                .header("Authorization", "Bearer " + NodeUnderTest.ADMIN_SECRET)
                .timeout(Wait.LIMIT);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return Http.send(request.method(method, BodyPublishers.ofString(body)).build());
    }

    private static List<JsonObject> sessions(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonArray all = new JsonObject(answer.body()).getJsonArray("sessions");
        return all.stream().map(JsonObject.class::cast).toList();
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
