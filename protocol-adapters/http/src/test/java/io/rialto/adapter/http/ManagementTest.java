package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management port. */
class ManagementTest {
    private final TestOffice office =
            new TestOffice(TestOffice.echo("/reads", true), TestOffice.echo("/writes", false));
    private final Rest admin = office.with(TestOffice.SECRET);
    private final Rest observer = office.with(TestOffice.OBSERVER);

    @AfterEach
    void stop() {
        office.close();
    }

    @Test
    void tellsHealthReadinessMetricsToEverybody() {
        Rest anybody = office.with(null);

        assertThat(anybody.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(anybody.get("/readyz").statusCode()).isEqualTo(200);
        HttpResponse<String> metrics = anybody.get("/metrics");
        assertThat(metrics.body()).isEqualTo("rialto_up 1\n");
        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void tellsWhyItIsNotReady() {
        office.problem("the store cannot write: disk full");

        HttpResponse<String> answer = admin.get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("the store cannot write: disk full\n");
    }

    @Test
    void showsTheClusterToWhoeverKnowsTheSecretOnly() {
        assertThat(office.with(null).get("/v1/cluster").statusCode()).isEqualTo(401);
        assertThat(admin.get("/v1/cluster").body()).isEqualTo("{\"node\":\"node-0\"}");
    }

    @Test
    void makesAccounts() {
        HttpResponse<String> answer =
                admin.post("/v1/accounts", "{\"id\":\"alice\",\"login\":\"al\",\"password\":\"pw\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"account\":\"alice\"}");
        assertThat(office.asked()).isEqualTo("alice al pw");
        assertThat(admin.post("/v1/accounts", "{\"login\":\"taken\"}").statusCode())
                .isEqualTo(409);
        assertThat(admin.post("/v1/accounts", "{}").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"3600, PT1H", "'\"1h\"', PT1H", "'\"15m\"', PT15M", "'\"90s\"', PT1M30S", "1, PT1S", "'\"7d\"', P7D"})
    void issuesTokens(String ttl, String duration) {
        HttpResponse<String> answer = admin.post("/v1/tokens", "{\"account\":\"alice\",\"ttl\":" + ttl + "}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).matches("\\{\"token\":\"t-alice\",\"expiresAt\":\\d+}");
        assertThat(office.asked()).isEqualTo("alice " + Duration.parse(duration));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "3153600001", "'\"36501d\"'", "'\"1w\"'", "'\"\"'", "true", "null", "1.5"})
    void refusesOtherTimes(String ttl) {
        assertThat(admin.post("/v1/tokens", "{\"account\":\"alice\",\"ttl\":" + ttl + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(office.asked()).isNull();
    }

    @Test
    void refusesWhoDoesNotKnowTheSecret() {
        assertThat(office.with(null).post("/v1/accounts", "{}").statusCode()).isEqualTo(401);
        assertThat(office.with("s3cre").post("/v1/tokens", "{}").statusCode()).isEqualTo(401);
        assertThat(office.with("s3cret2").get("/v1/nothing").statusCode()).isEqualTo(401);
        assertThat(admin.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(office.asked()).isNull();
    }

    @Test
    void observersLookButChangeNothing() {
        assertThat(observer.get("/v1/cluster").statusCode()).isEqualTo(200);
        assertThat(observer.get("/v1/admin/online").statusCode()).isEqualTo(200);
        assertThat(observer.get("/v1/admin/accounts/alice/rooms").statusCode()).isEqualTo(200);

        assertThat(observer.post("/v1/accounts", "{\"id\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(observer.put("/v1/admin/blocks/alice", "").statusCode()).isEqualTo(403);
        assertThat(observer.post("/v1/admin/accounts/alice/messages", "{}").statusCode())
                .isEqualTo(403);

        assertThat(office.with("also-everything")
                        .put("/v1/admin/blocks/alice", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsWhatIsKnownOfAnAccount() {
        assertThat(admin.get("/v1/admin/accounts/alice").body())
                .isEqualTo("{\"account\":\"alice\",\"createdAt\":5,\"login\":true,\"password\":false,"
                        + "\"blocked\":false}");
        assertThat(admin.get("/v1/admin/accounts/nobody").statusCode()).isEqualTo(404);
        assertThat(admin.get("/v1/admin/accounts?login=al%40home").body()).contains("\"account\":\"al@home\"");
        assertThat(admin.get("/v1/admin/accounts").statusCode()).isEqualTo(400);
    }

    @Test
    void givesAnotherPasswordSignsOut() {
        assertThat(admin.put("/v1/admin/accounts/alice/password", "{\"password\":\"new\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(office.asked()).isEqualTo("alice password new");

        assertThat(admin.delete("/v1/admin/accounts/alice/sessions").statusCode())
                .isEqualTo(200);
        assertThat(office.asked()).isEqualTo("alice signed out");
    }

    @Test
    void blocksAccounts() {
        admin.put("/v1/admin/blocks/alice", "");
        assertThat(office.asked()).isEqualTo("alice blocked for good");
        admin.put("/v1/admin/blocks/alice", "{\"for\":\"15m\"}");
        assertThat(office.asked()).isEqualTo("alice blocked for a while");
        assertThat(admin.put("/v1/admin/blocks/alice", "{\"for\":\"soon\"}").statusCode())
                .isEqualTo(400);
        admin.delete("/v1/admin/blocks/alice");
        assertThat(office.asked()).isEqualTo("alice unblocked");

        assertThat(admin.get("/v1/admin/blocks?after=bob&limit=2").body())
                .isEqualTo("{\"blocks\":[{\"account\":\"carol\",\"until\":9},{\"account\":\"dave\"}],\"more\":true}");
        assertThat(office.asked()).isEqualTo("blocked after bob limit 2");
        assertThat(admin.get("/v1/admin/blocks?limit=201").statusCode()).isEqualTo(400);
    }

    @Test
    void showsWhoIsOnlinePageByPage() {
        assertThat(admin.get("/v1/admin/online?limit=1").body())
                .isEqualTo(
                        "{\"sessions\":[{\"account\":\"bob\",\"sid\":\"17\",\"dev\":\"phone\",\"platform\":\"mobile\","
                                + "\"protocol\":\"mqtt\",\"since\":3}],\"next\":\"bob/17\"}");

        assertThat(admin.get("/v1/admin/online?after=bob%2F17").statusCode()).isEqualTo(200);
        assertThat(office.asked()).contains("account=bob").contains("17");
        assertThat(admin.get("/v1/admin/online?after=bob").statusCode()).isEqualTo(400);
    }

    @Test
    void saysSomethingInTheNameOfTheGateway() {
        HttpResponse<String> answer = admin.post(
                "/v1/admin/announcements",
                "{\"accounts\":[\"bob\",\"alice\"],\"rooms\":[\"g:team\"],\"text\":\"hi\",\"key\":\"k\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"sent\":2,\"unknown\":[\"nobody\"]}");
        assertThat(office.asked()).isEqualTo("[alice, bob] [g:team] hi k");
        assertThat(admin.post("/v1/admin/announcements", "{\"text\":\"hi\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void looksIntoInboxesMovesCursors() {
        assertThat(admin.get("/v1/admin/accounts/alice/inbox?after=4").body()).contains("\"items\":[]");
        assertThat(admin.put("/v1/admin/accounts/alice/devices/phone/cursor", "{\"iseq\":4}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(office.asked()).isEqualTo("alice phone acknowledged 4");
    }

    @Test
    void actsInTheNameOfAnAccountInASessionThatEnds() {
        HttpResponse<String> answer =
                admin.post("/v1/admin/accounts/alice/messages", "{\"to\":\"bob\",\"text\":\"hi\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        FakeSession session = office.sessions().opened().get(0);
        assertThat(session.info().account()).isEqualTo(new AccountId("alice"));
        assertThat(session.commands(MessageCommand.SendMessage.class))
                .extracting(MessageCommand.SendMessage::room)
                .containsExactly(new RoomId("d:alice|bob"));
        assertThat(session.closes()).isEqualTo(1);
        assertThat(admin.get("/v1/admin/accounts/nobody/rooms").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhetherSomebodyMaySaySomething() {
        office.sessions()
                .prepare(session -> session.answer(
                        MessageCommand.MaySpeak.class,
                        asked -> asked.room().equals(new RoomId("g:team"))
                                ? Future.succeededFuture(Done.DONE)
                                : Future.failedFuture(new GatewayException(ErrorCode.BLOCKED, "not to bob"))));

        assertThat(admin.get("/v1/admin/accounts/alice/permission?to=g%3Ateam").body())
                .isEqualTo("{\"allowed\":true}");
        assertThat(admin.get("/v1/admin/accounts/alice/permission?to=bob").body())
                .isEqualTo("{\"allowed\":false,\"error\":\"blocked\",\"info\":\"not to bob\"}");
    }

    @Test
    void letsOnlyOperatorsUseWhatDoorsMount() {
        assertThat(mounted("/reads", "bob", TestOffice.OBSERVER).body()).isEqualTo("{\"form\":false,\"bytes\":2}");
        assertThat(mounted("/writes", "bob", TestOffice.OBSERVER).statusCode()).isEqualTo(403);
        assertThat(mounted("/writes", "admin", TestOffice.SECRET).statusCode()).isEqualTo(200);
        assertThat(mounted("/writes", "ann", TestOffice.SECRET).statusCode()).isEqualTo(401);
        assertThat(mounted("/reads", "ann", "also-everything").statusCode()).isEqualTo(200);
        assertThat(office.with(null).post("/reads", "{}").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> mounted(String path, String username, String password) {
        return Rest.send(HttpRequest.newBuilder(URI.create(office.base() + path))
                .header("Content-Type", "application/json")
                .header("username", username)
                .header("password", password)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }
}
