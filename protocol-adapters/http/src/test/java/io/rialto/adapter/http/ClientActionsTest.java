package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.ClientOffice;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live list of clients on the management port. */
class ClientActionsTest {
    private static final String ALICE =
            "{\"node\":\"node-0\",\"account\":\"alice\",\"device\":\"my/phone\",\"platform\":\"iot\",\"protocol\":\"mqtt"
                    + " 5\",\"address\":\"203.0.113.7:4711\",\"since\":1000,\"keepAlive\":60,\"queueBytes\":10,"
                    + "\"queueMessages\":2,\"inFlight\":1,\"subscriptionCount\":1,\"subscriptions\":[{\"filter\":\"a/#\",\"qos\":1,\"noLocal\":true,\"id\":9}],\"lastError\":\"publish:"
                    + " no right\"}";

    private final TestOffice office = new TestOffice();
    private final FakeClients clients = office.clients();
    private final Rest admin = office.with(TestOffice.SECRET);
    private final Rest observer = office.with(TestOffice.OBSERVER);
    private final Rest anybody = office.with("guess");

    @AfterEach
    void stop() {
        office.close();
    }

    @Test
    void listsClientsWithWhereToGoOn() {
        HttpResponse<String> answer =
                admin.get("/v1/admin/clients?node=node-0&prefix=al&limit=1&afterAccount=al&afterDevice=x%2Fy");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"clients\":[" + ALICE
                                + "],\"next\":{\"afterAccount\":\"alice\",\"afterDevice\":\"my/phone\"},\"silent\":[\"node-7\"]}");
        assertThat(clients.asked.get())
                .isEqualTo(new ClientOffice.Query("node-0", "al", new AccountId("al"), new DeviceId("x/y"), 1));
    }

    @Test
    void showsOneClient() {
        assertThat(admin.get("/v1/admin/clients/alice/my%2Fphone").body()).isEqualTo(ALICE);
        assertThat(admin.get("/v1/admin/clients/nobody/x").statusCode()).isEqualTo(404);
    }

    @Test
    void sendsAClientAway() {
        assertThat(admin.delete("/v1/admin/clients/alice/my%2Fphone").statusCode())
                .isEqualTo(200);
        assertThat(clients.kicked.get()).isEqualTo(new DeviceId("my/phone"));
        assertThat(admin.delete("/v1/admin/clients/nobody/x").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "afterDevice=a"})
    void refusesWhatIsNoPage(String query) {
        assertThat(admin.get("/v1/admin/clients?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void isForOperatorsOnly() {
        assertThat(observer.get("/v1/admin/clients").statusCode()).isEqualTo(200);
        assertThat(observer.delete("/v1/admin/clients/alice/my%2Fphone").statusCode())
                .isEqualTo(403);
        assertThat(anybody.get("/v1/admin/clients").statusCode()).isEqualTo(401);
        assertThat(anybody.delete("/v1/admin/clients/alice/my%2Fphone").statusCode())
                .isEqualTo(401);
        assertThat(clients.kicked.get()).isNull();
    }
}
