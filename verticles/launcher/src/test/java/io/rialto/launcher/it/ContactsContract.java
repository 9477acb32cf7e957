package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsInbox;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two who become friends, signal, fall out: seen alike by the sessions of both on every door. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
abstract class ContactsContract {
    private static final int BLOCKED = 1105;
    private static final int NOT_AUTHORIZED = 0x87;

    /** The devices of one account, on a door each. */
    private static final class Person implements AutoCloseable {
        private final String account;
        private final WsInbox inbox = new WsInbox();
        private final WsClient webSocket;
        private final MqttDevice mqtt3;
        private final MqttDevice mqtt5;
        private final BigBinaryDevice binary;

        Person(NodeUnderTest node, String name) {
            account = node.accounts().make(name);
            webSocket = inbox.connect(node, account, "phone");
            mqtt3 = MqttDevice.connect(Version.V3, node, account);
            mqtt5 = MqttDevice.connect(Version.V5, node, account);
            for (MqttDevice device : List.of(mqtt3, mqtt5)) {
                assertThat(device.subscribe("$inbox/#", 1)).isEqualTo(1);
                assertThat(device.subscribe("$events/#", 1)).isZero();
            }
            binary = BigBinaryDevice.signedIn(node, account, "desk");
            binary.items().listen(item -> binary.acknowledge(item.iseq()));
            binary.openInbox(16);
        }

        /** Waits until every device has seen exactly these payloads, in this order. */
        void hasInInbox(List<String> payloads) {
            int count = payloads.size();
            inbox.stored().awaitSize(count);
            mqtt3.arrivals().await("the last of " + count, one -> one.text().equals(payloads.get(count - 1)));
            mqtt5.arrivals().await("the last of " + count, one -> one.text().equals(payloads.get(count - 1)));
            binary.items().awaitSize(count);
            assertThat(inbox.stored().all().stream().map(WsInbox.Stored::payload))
                    .isEqualTo(payloads);
            for (MqttDevice device : List.of(mqtt3, mqtt5)) {
                assertThat(device.arrivals().all().stream()
                                .filter(one -> one.topic().startsWith("$inbox/"))
                                .map(MqttDevice.Arrived::text))
                        .isEqualTo(payloads);
            }
            assertThat(binary.items().all().stream().map(item -> item.payload().toString()))
                    .isEqualTo(payloads);
        }

        /** Waits until every device has heard this signal. */
        void hears(String from, String room, String text) {
            String topic = "$events/signal/" + room + "/" + from;
            webSocket
                    .events()
                    .await(
                            "signal " + text,
                            event -> event.getString("ev").equals("signal")
                                    && event.getString("from").equals(from)
                                    && event.getString("room").equals(room)
                                    && event.getString("text").equals(text));
            for (MqttDevice device : List.of(mqtt3, mqtt5)) {
                device.arrivals()
                        .await(
                                "signal " + text,
                                one -> one.topic().equals(topic) && one.text().equals(text));
            }
            binary.signals().await("signal " + text, new BigBinaryDevice.Signal(room, from, text)::equals);
        }

        @Override
        public void close() {
            webSocket.close();
            mqtt3.close();
            mqtt5.close();
            binary.close();
        }
    }

    @Test
    void friendshipSignalsAndABlockAreTheSameOnEveryDoor(NodeUnderTest node) {
        try (Person alice = new Person(node, "alice");
                Person bob = new Person(node, "bob")) {
            String pair = pair(alice.account, bob.account);

            JsonObject asked = alice.webSocket.call(
                    "friend.add", new JsonObject().put("account", bob.account).put("text", "hi bob"));

            assertThat(asked.getBoolean("friend")).isFalse();
            String request = notice("contact.requested", alice.account, "hi bob");
            bob.hasInInbox(List.of(request));
            assertThat(bob.inbox.stored().all().get(0).room()).isEqualTo("y:" + bob.account);
            assertThat(bob.mqtt3.arrivals().all().get(0).topic())
                    .isEqualTo("$inbox/system/y:" + bob.account + "/" + alice.account);
            assertThat(bob.binary.items().all().get(0).room()).isEqualTo("y:" + bob.account);

            JsonObject accepted = bob.webSocket.call("friend.add", new JsonObject().put("account", alice.account));

            assertThat(accepted.getBoolean("friend")).isTrue();
            alice.hasInInbox(List.of(notice("contact.accepted", bob.account, null)));
            bob.hasInInbox(List.of(request, notice("contact.accepted", alice.account, null)));
            assertThat(alice.webSocket.call("friend.list", new JsonObject()).getJsonArray("accounts"))
                    .containsExactly(bob.account);

            alice.webSocket.call(
                    "signal.send", new JsonObject().put("to", bob.account).put("text", "from ws"));
            bob.hears(alice.account, pair, "from ws");
            Wait.get(bob.mqtt3.publish(Message.of("$user/" + alice.account + "/signal", "from mqtt")));
            alice.hears(bob.account, pair, "from mqtt");
            Wait.get(bob.binary.signal(alice.account, "from binary"));
            alice.hears(bob.account, pair, "from binary");
            alice.webSocket.call(
                    "signal.send", new JsonObject().put("friends", true).put("text", "to friends"));
            bob.hears(alice.account, pair, "to friends");

            alice.webSocket.call("block.add", new JsonObject().put("account", bob.account));
            isRefusedEverywhere(node, alice, bob);

            alice.webSocket.call("block.remove", new JsonObject().put("account", bob.account));
            assertThat(byHttp(
                            node, bob, new JsonObject().put("to", alice.account).put("text", "last")))
                    .isEqualTo(201);
            alice.hasInInbox(List.of(notice("contact.accepted", bob.account, null), "last"));
            bob.hasInInbox(List.of(request, notice("contact.accepted", alice.account, null), "last"));
        }
    }

    private static void isRefusedEverywhere(NodeUnderTest node, Person alice, Person bob) {
        JsonObject message = new JsonObject().put("to", alice.account).put("text", "refused");
        assertThat(bob.webSocket.code("msg.send", message)).isEqualTo(BLOCKED);
        assertThat(bob.webSocket.code("signal.send", message)).isEqualTo(BLOCKED);
        assertThat(bob.webSocket.code("friend.add", new JsonObject().put("account", alice.account)))
                .isEqualTo(BLOCKED);
        assertThat(Wait.get(bob.mqtt5.publish(Message.of("$user/" + alice.account, "refused"))))
                .isEqualTo(NOT_AUTHORIZED);
        assertThatThrownBy(() -> Wait.get(bob.binary.send(alice.account, "", "refused")))
                .hasMessageContaining("refused " + BLOCKED);
        assertThat(byHttp(node, bob, message)).isEqualTo(403);
    }

    private static int byHttp(NodeUnderTest node, Person person, JsonObject message) {
        return Wait.get(Http.post(
                        node.uri("http", "/v1/messages"), node.accounts().token(person.account), message))
                .statusCode();
    }

    private static String notice(String kind, String by, String text) {
        JsonObject notice = new JsonObject().put("kind", kind).put("by", by);
        return (text == null ? notice : notice.put("text", text)).encode();
    }

    private static String pair(String one, String other) {
        return "d:" + (one.compareTo(other) < 0 ? one + "|" + other : other + "|" + one);
    }
}
