package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connected clients as an operator sees them. */
@ExtendWith(NoLeaks.class)
class ClientsTest {
    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void showsWhoIsThereWithWhatTheySubscribedTo() throws Exception {
        long before = System.currentTimeMillis();
        try (RawClient client = door.raw5("alice");
                RawWebSocket other = door.webSocket()) {
            client.send(packet("82", "00 01 02 0B 09" + text("b/#") + "0D")).expect("90 04 00 01 00 01");
            client.send(packet("82", "00 02 00" + text("a") + "00")).expect("90 04 00 02 00 00");
            client.send(packet("82", "00 03 00" + text("$x") + "00")).readPacket();
            client.send(packet("82", "00 04 00" + text("$share/g/t") + "01")).expect("90 04 00 04 00 01");
            other.binary(RawClient.connect3("bob")).expect("20 02 00 00");

            ClientState alice = one("alice");
            assertThat(alice.node()).isEqualTo("node-0");
            assertThat(alice.protocol()).isEqualTo("mqtt 5");
            assertThat(alice.address()).isEqualTo("127.0.0.1:" + client.socket().getLocalPort());
            assertThat(alice.session().since()).isGreaterThanOrEqualTo(before - 1000);
            assertThat(alice.subscriptionCount()).isEqualTo(3);
            assertThat(alice.subscriptions())
                    .containsExactly(
                            new ClientState.Subscription("$share/g/t", 1, false, false, List.of()),
                            new ClientState.Subscription("a", 0, false, false, List.of()),
                            new ClientState.Subscription("b/#", 1, true, true, List.of(9)));
            assertThat(alice.lastError()).isEqualTo("subscribe: no access rule allows it");
            assertThat(alice.queue()).isEqualTo(new ClientState.Queue(0, 0, 0));
            assertThat(one("bob").protocol()).isEqualTo("mqtt 3.1.1");
        }
    }

    @Test
    void countsWhatIsInFlightAndWhatWaits() throws Exception {
        try (RawClient client = door.raw();
                RawClient publisher = door.raw3("bob")) {
            client.send(RawClient.connect5("alice", "21 00 01")).readPacket(); // Receive Maximum 1
            client.send(packet("82", "00 01 00" + text("a") + "01")).expect("90 04 00 01 00 01");
            publisher.send(packet("32", text("a") + "00 01 41") + packet("32", text("a") + "00 02 42"));
            publisher.readPacket();
            publisher.readPacket();
            client.readPacket();

            ClientState.Queue queue = one("alice").queue();

            assertThat(queue.inFlight()).isEqualTo(1);
            assertThat(queue.messages()).isEqualTo(1);
            assertThat(queue.bytes()).isPositive();
        }
    }

    @Test
    void answersInPagesByPrefix() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (String account : List.of("b2", "a1", "b1", "b3", "c1")) {
            clients.add(door.raw3(account));
        }

        ClientOffice.Page first = page("b", null, 2);
        ClientOffice.Page second = page("b", "b2", 2);

        assertThat(first.clients())
                .extracting(client -> client.session().account().value())
                .containsExactly("b1", "b2");
        assertThat(first.more()).isTrue();
        assertThat(second.clients())
                .extracting(client -> client.session().account().value())
                .containsExactly("b3");
        assertThat(second.more()).isFalse();
        assertThat(page("", null, 100).clients()).hasSize(5);
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void sendsAClientAwayWhichIsToldWhy() throws Exception {
        try (RawClient client = door.raw5("alice");
                RawClient bystander = door.raw5("bob")) {
            door.ask(() -> office().kick(new AccountId("alice"), new DeviceId("alice")));

            client.expect("E0 01 98");
            client.expectClosed();
            bystander.send("C0 00").expect("D0 00");
            assertThatThrownBy(() -> door.ask(() -> office().kick(new AccountId("alice"), new DeviceId("alice"))))
                    .hasMessageContaining("no such client is connected to node-0");
            try (RawClient again = door.raw5("alice")) {
                assertThat(one("alice").lastError()).isEqualTo("ended: 0x98");
                again.send("C0 00").expect("D0 00");
            }
        }
    }

    private ClientOffice office() {
        return door.broker().clients();
    }

    private ClientState one(String name) {
        return door.ask(() -> office().client(new AccountId(name), new DeviceId(name)));
    }

    private ClientOffice.Page page(String prefix, String after, int limit) {
        return door.ask(() -> office().clients(new ClientOffice.Query(
                null,
                prefix,
                after == null ? null : new AccountId(after),
                after == null ? null : new DeviceId(after),
                limit)));
    }
}
