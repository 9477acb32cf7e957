package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.TimStruct;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code accounts.mode: none}, TIM's no-database mode: any name, any password, only what is there at the moment. */
class NothingStoredIT {
    private static final int AUTH = 16;
    private static final int MESSAGE = 90;
    private static final int NOTHING_STORED = 5103;
    private static final int STORE_UNAVAILABLE = 1007;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension().with("accounts.mode", "none");

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;

    @BeforeEach
    void take(NodeUnderTest running) {
        node = running;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void letsAnyNameInWithAnyPasswordAndStreams() {
        TimDevice ann = tim("ann", "whatever");
        TimDevice bob = tim("bob", "else");
        String room = ann.registerRoom();
        bob.subscribe(room, Mode.STRUCTS);

        ann.publish(room, 7, new byte[] {1, 2, 3});

        assertThat(bob.frames().awaitSize(1).get(0).body().getBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void passesChannelsOn() {
        WsClient ann = ws("ann");
        WsClient bob = ws("bob");
        bob.join("a/b");

        ann.publish("a/b", "hi");

        bob.events().awaitSize(1);
    }

    @Test
    void refusesAllThatWouldHaveToBeKept() {
        TimDevice ann = tim("ann", "x");
        WsClient bob = ws("bob");

        ann.raw(TimStruct.of(1, (byte) 3, 2, (byte) 1, 8, TimStruct.of(1, "team"), 10, "x")
                .frame(MESSAGE));

        assertThat(ann.refusal(MESSAGE)).isEqualTo(NOTHING_STORED);
        assertThat(bob.code("room.create", new JsonObject().put("room", "g:x"))).isEqualTo(STORE_UNAVAILABLE);
        assertThat(bob.code("msg.send", new JsonObject().put("to", "ann").put("text", "x")))
                .isEqualTo(STORE_UNAVAILABLE);
    }

    @Test
    void endsAnOfflineQueueThatIsAlwaysEmpty() {
        TimDevice ann = tim("ann", "x");

        ann.askForOffline();

        assertThat(ann.deliveries().awaitSize(1).get(0).items()).isEmpty();
    }

    private TimDevice tim(String name, String password) {
        TimDevice device = TimDevice.connect(node.port("thrift"));
        open.add(device);
        TimStruct ack = device.ask(AUTH, TimStruct.of(1, name, 2, password));
        assertThat(ack.flag(1)).isTrue();
        assertThat(ack.text(5)).isEqualTo(name);
        return device;
    }

    private WsClient ws(String name) {
        WsClient client = WsClient.connect(node);
        open.add(client);
        client.call("auth", new JsonObject().put("login", name).put("password", "any"));
        return client;
    }
}
