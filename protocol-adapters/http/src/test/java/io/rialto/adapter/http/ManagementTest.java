package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.config.ConfigReader;
import io.rialto.config.Secret;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.AccountAdmin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management port. */
class ManagementTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<String> problem = new AtomicReference<>();
    private final AtomicReference<String> asked = new AtomicReference<>();
    private String base;
    private Rest admin;

    @BeforeEach
    void start() {
        Management management = new Management(
                ConfigReader.read(Optional.empty(), Map.of(), List.of("management.port=0"))
                        .management(),
                new Secret("s3cret"),
                new Accounts(),
                () -> Optional.ofNullable(problem.get()),
                () -> "rialto_up 1\n",
                () -> "{\"node\":\"node-0\"}");
        ManagementVerticle verticle = new ManagementVerticle(management);
        TestServer.await(vertx.deployVerticle(verticle));
        base = "http://127.0.0.1:" + verticle.port();
        admin = new Rest(base, "s3cret");
    }

    @AfterEach
    void stop() {
        TestServer.await(vertx.close());
    }

    @Test
    void tellsHealthReadinessMetricsToEverybody() {
        Rest anybody = new Rest(base, null);

        assertThat(anybody.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(anybody.get("/readyz").statusCode()).isEqualTo(200);
        HttpResponse<String> metrics = anybody.get("/metrics");
        assertThat(metrics.body()).isEqualTo("rialto_up 1\n");
        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void tellsWhyItIsNotReady() {
        problem.set("the store cannot write: disk full");

        HttpResponse<String> answer = admin.get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("the store cannot write: disk full\n");
    }

    @Test
    void showsTheClusterToWhoeverKnowsTheSecretOnly() {
        assertThat(new Rest(base, null).get("/v1/cluster").statusCode()).isEqualTo(401);
        assertThat(admin.get("/v1/cluster").body()).isEqualTo("{\"node\":\"node-0\"}");
    }

    @Test
    void makesAccounts() {
        HttpResponse<String> answer =
                admin.post("/v1/accounts", "{\"id\":\"alice\",\"login\":\"al\",\"password\":\"pw\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"account\":\"alice\"}");
        assertThat(asked).hasValue("alice al pw");
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
        assertThat(asked).hasValue("alice " + Duration.parse(duration));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "3153600001", "'\"36501d\"'", "'\"1w\"'", "'\"\"'", "true", "null", "1.5"})
    void refusesOtherTimes(String ttl) {
        assertThat(admin.post("/v1/tokens", "{\"account\":\"alice\",\"ttl\":" + ttl + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(asked).hasValue(null);
    }

    @Test
    void refusesWhoDoesNotKnowTheSecret() {
        assertThat(new Rest(base, null).post("/v1/accounts", "{}").statusCode()).isEqualTo(401);
        assertThat(new Rest(base, "s3cre").post("/v1/tokens", "{}").statusCode())
                .isEqualTo(401);
        assertThat(new Rest(base, "s3cret2").get("/v1/nothing").statusCode()).isEqualTo(401);
        assertThat(admin.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(asked).hasValue(null);
    }

    private final class Accounts implements AccountAdmin {
        @Override
        public Future<AccountId> create(AccountId id, String login, String password) {
            if ("taken".equals(login)) {
                return Future.failedFuture(new GatewayException(ErrorCode.ALREADY, "this login is taken"));
            }
            asked.set(id + " " + login + " " + password);
            return Future.succeededFuture(id);
        }

        @Override
        public Future<String> issueToken(AccountId account, Duration ttl) {
            asked.set(account + " " + ttl);
            return Future.succeededFuture("t-" + account);
        }

        @Override
        public Future<Long> issueTicket(AccountId account, Duration ttl) {
            return Future.failedFuture(new GatewayException(ErrorCode.UNSUPPORTED, "not on this port"));
        }
    }
}
