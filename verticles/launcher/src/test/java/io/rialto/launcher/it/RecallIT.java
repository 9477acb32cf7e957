package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message that is taken back is gone on every door, also for devices that were away when that happened. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RecallIT {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    private NodeUnderTest node;
    private String alice;
    private String bob;
    private WsClient sender;

    @BeforeEach
    void make(NodeUnderTest running) {
        node = running;
        alice = node.accounts().make("alice");
        bob = node.accounts().make("bob");
        sender = WsClient.signedIn(node, alice);
    }

    @Test
    void aDeviceThatWasAwayNeverSeesTheContentAndGoesOnExactlyBehindIt() {
        try (BigBinaryDevice pad = BigBinaryDevice.signedIn(node, bob, "pad")) {
            pad.openInbox(20);
            place("phone");
            placeLaptop();
            JsonObject said = say("secret");
            say("after");
            List<BigBinaryDevice.Item> seen = pad.items().awaitSize(2);
            seen.forEach(item -> pad.acknowledge(item.iseq()));

            JsonObject recall = new JsonObject().put("room", room()).put("cseq", said.getLong("cseq"));
            JsonObject recalled = sender.call("msg.recall", recall);

            String entry = "{\"cseq\":1,\"mid\":\"" + said.getString("mid") + "\"}";
            assertThat(recalled.getLong("cseq")).isEqualTo(3);
            assertThat(pad.items().awaitSize(3))
                    .extracting(item -> item.payload().toString())
                    .containsExactly("secret", "after", entry);
            assertThat(sender.call("msg.recall", recall).getBoolean("dup")).isTrue();
            try (MqttDevice phone = phone("phone")) {
                assertThat(phone.arrivals().awaitSize(3))
                        .extracting(Arrived::text)
                        .containsExactly("", "after", entry);
            }
            assertThat(laptop()).containsExactly("recalled ", "text after", "recall " + entry);
        }
        assertThatNobodyReadsIt();
    }

    @Test
    void theLiveViewOfAGroupIsToldToo() {
        String group = Accounts.fresh("team");
        sender.call("room.create", new JsonObject().put("room", "g:" + group).put("members", new JsonArray().add(bob)));
        try (MqttDevice view = phone("view")) {
            assertThat(view.subscribe("$group/" + group, 1)).isLessThanOrEqualTo(2);
            sender.call("msg.send", new JsonObject().put("to", "g:" + group).put("text", "secret"));
            sender.call("msg.recall", new JsonObject().put("room", "g:" + group).put("cseq", 1));

            Wait.until("the recall", () -> view.arrivals().all().stream()
                    .anyMatch(arrived -> arrived.text().startsWith("{\"cseq\":1,")));
        }
    }

    private void assertThatNobodyReadsIt() {
        try (WsClient reader = WsClient.signedIn(node, bob)) {
            JsonArray log = reader.call("room.pull", new JsonObject().put("room", room()))
                    .getJsonArray("items");
            assertThat(log.encode()).doesNotContain("secret");
            assertThat(log.getJsonObject(0).getString("type")).isEqualTo("recalled");
            String mid = log.getJsonObject(0).getString("mid");
            URI payload = URI.create("http://127.0.0.1:" + node.port("http") + "/v1/messages/" + mid + "/payload");
            HttpResponse<String> answer = Http.get(payload, node.accounts().token(bob));
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).contains("\"code\":1501").doesNotContain("secret");
        }
    }

    private JsonObject say(String text) {
        return sender.call("msg.send", new JsonObject().put("to", bob).put("text", text));
    }

    private String room() {
        return alice.compareTo(bob) <= 0 ? "d:" + alice + "|" + bob : "d:" + bob + "|" + alice;
    }

    private MqttDevice phone(String device) {
        MqttDevice phone = MqttDevice.connect(Version.V5, node, bob, device, false);
        assertThat(phone.subscribe("$inbox", 1)).isEqualTo(1);
        return phone;
    }

    /** From now on this device has a place in the inbox. */
    private void place(String device) {
        try (MqttDevice phone = phone(device)) {
            phone.disconnect();
        }
    }

    private void placeLaptop() {
        assertThat(laptop()).isEmpty();
    }

    /** What the laptop finds: the types with the texts. */
    private List<String> laptop() {
        try (WsClient client = WsClient.connect(node)) {
            CompletableFuture<JsonObject> hello = new CompletableFuture<>();
            client.on("hello", hello::complete);
            client.call(
                    "auth",
                    new JsonObject().put("token", node.accounts().token(bob)).put("dev", "laptop"));
            JsonObject after = new JsonObject().put("after", Wait.get(hello).getLong("cursor"));
            JsonArray items = client.call("sync.pull", after).getJsonArray("items");
            return items.stream()
                    .map(item -> ((JsonObject) item).getJsonObject("item"))
                    .map(item -> item.getString("type") + " " + item.getString("text"))
                    .toList();
        }
    }
}
