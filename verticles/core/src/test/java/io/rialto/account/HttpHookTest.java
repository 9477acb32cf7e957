package io.rialto.account;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.access.Rule;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Origin;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpHookTest {
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int remembered = 10;
    private Vertx vertx;
    private HttpServer server;
    private volatile String answer = "{'allow':true}";
    private volatile int status = 200;
    private volatile boolean dripping;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    asked.add(body.toJsonObject());
                    authorizations.add(request.getHeader("Authorization"));
                    if (dripping) {
                        HttpServerResponse response = request.response().setChunked(true);
                        vertx.setPeriodic(50, timer -> response.write(" "));
                    } else if (answer != null) {
                        request.response().setStatusCode(status).end(answer.replace('\'', '"'));
                    }
                }))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void asksWithAllThatIsKnownAndTakesWhatIsAnswered() {
        answer = "{'allow':true,'account':'plant:7','roles':['device'],'rules':['allow publish a/#'],'ttl':60}";

        Principal principal = await(hook(Duration.ZERO).authenticate(password("alice", "secret")))
                .orElseThrow();

        assertThat(principal.account().value()).isEqualTo("plant:7");
        assertThat(principal.roles()).containsExactly("device");
        assertThat(principal.rules()).extracting(Rule::text).containsExactly("allow * publish a/#");
        assertThat(principal.expiresAt()).isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 60_000);
        assertThat(asked)
                .containsExactly(new JsonObject()
                        .put("login", "alice")
                        .put("password", "secret")
                        .put("clientId", "phone")
                        .put("address", "192.0.2.7")
                        .put("protocol", "mqtt")
                        .put("certificate", null));
        assertThat(authorizations).containsExactly("Bearer shared");
    }

    @Test
    void theLoginIsTheAccountWhereNoneIsNamed() {
        Principal principal = await(hook(Duration.ZERO).authenticate(password("alice", "secret")))
                .orElseThrow();

        assertThat(principal.account().value()).isEqualTo("alice");
    }

    @Test
    void asksForTokensButNotForGuests() {
        answer = "{'allow':true,'account':'alice'}";

        assertThat(await(hook(Duration.ZERO).authenticate(signIn(new Credentials.Token("opaque")))))
                .isPresent();
        assertThat(asked.get(0).getString("token")).isEqualTo("opaque");
        assertThat(await(hook(Duration.ZERO).authenticate(signIn(new Credentials.Anonymous()))))
                .isEmpty();
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'allow':false}",
                "{'allow':'true'}",
                "{'allow':1}",
                "{'allow':null}",
                "{'allow':true,'account':'not an id'}",
                "{'allow':true,'account':'guest-1'}",
            })
    void anythingButAClearYesIsANo(String said) {
        answer = said;

        assertThat(codeOf(hook(Duration.ofMinutes(1)).authenticate(password("alice", "secret"))))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "[]",
                "{'allow':true,'roles':'x'}",
                "{'allow':true,'roles':[7]}",
                "{'allow':true,'rules':['permit all #']}",
            })
    void whatCannotBeReadLetsNobodyIn(String said) {
        answer = said;

        assertThat(codeOf(hook(Duration.ofMinutes(1)).authenticate(password("alice", "secret"))))
                .isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void aServerThatFailsOrIsSilentOrIsNotThereLetsNobodyIn() {
        for (int wrong : List.of(500, 302, 204)) {
            status = wrong;
            assertThat(codeOf(hook(Duration.ZERO).authenticate(password("alice", "secret"))))
                    .isEqualTo(ErrorCode.TIMEOUT);
        }
        answer = null;
        assertThat(codeOf(hook(Duration.ZERO).authenticate(password("alice", "secret"))))
                .isEqualTo(ErrorCode.TIMEOUT);
        int port = server.actualPort();
        await(server.close());
        assertThat(codeOf(hook(port, Duration.ZERO).authenticate(password("alice", "secret"))))
                .isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void anAnswerThatNeverEndsIsCut() {
        answer = "x".repeat((1 << 20) + 1);

        assertThat(codeOf(hook(Duration.ZERO).authenticate(password("alice", "secret"))))
                .isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void anAnswerThatComesDropByDropKeepsNoConnection() {
        HttpHook hook = hook(Duration.ZERO);
        dripping = true;
        List<Future<Optional<Principal>>> all = IntStream.range(0, 2)
                .mapToObj(i -> hook.authenticate(password("alice-" + i, "secret")))
                .toList();
        all.forEach(one -> assertThat(codeOf(one)).isEqualTo(ErrorCode.TIMEOUT));

        dripping = false;
        assertThat(await(hook.authenticate(password("bob", "secret")))).isPresent();
    }

    @Test
    void aYesIsRememberedForTheSameQuestionOnly() {
        HttpHook hook = hook(Duration.ofMinutes(1));
        await(hook.authenticate(password("alice", "secret")));
        await(hook.authenticate(password("alice", "secret")));
        assertThat(asked).hasSize(1);

        answer = "{'allow':false}";

        assertThat(codeOf(hook.authenticate(password("alice", "wrong")))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(hook.authenticate(password("alice", "wrong")))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(asked).hasSize(3);
        assertThat(await(hook.authenticate(password("alice", "secret")))).isPresent();
    }

    @Test
    void remembersSoManyAtMostTheFirstIsForgottenFirst() {
        remembered = 2;
        HttpHook hook = hook(Duration.ofMinutes(1));
        for (String who : List.of("alice", "bob", "carol")) {
            await(hook.authenticate(password(who, "secret")));
        }

        await(hook.authenticate(password("carol", "secret")));
        await(hook.authenticate(password("bob", "secret")));
        assertThat(asked).hasSize(3);
        await(hook.authenticate(password("alice", "secret")));
        assertThat(asked).hasSize(4);
    }

    @Test
    void callsAreCountedWithTheirTimeByHowTheyEnd() {
        await(hook(Duration.ZERO).authenticate(password("alice", "secret")));
        answer = "{'allow':false}";
        codeOf(hook(Duration.ZERO).authenticate(password("alice", "secret")));
        status = 500;
        codeOf(hook(Duration.ZERO).authenticate(password("alice", "secret")));

        assertThat(calls("answered").count()).isEqualTo(2);
        assertThat(calls("answered").totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(calls("failed").count()).isEqualTo(1);
    }

    private Timer calls(String outcome) {
        return meters.get("rialto.web.calls")
                .tag("to", "hook")
                .tag("outcome", outcome)
                .timer();
    }

    private HttpHook hook(Duration cache) {
        return hook(server.actualPort(), cache);
    }

    private HttpHook hook(int port, Duration cache) {
        WebCalls calls = new WebCalls(
                vertx,
                "http://127.0.0.1:" + port + "/who",
                "",
                new WebCalls.Bounds(Duration.ofMillis(500), 2, 10),
                new CallFigures(meters, "hook"));
        return new HttpHook(calls, "shared", cache, remembered, Outsiders.notMade());
    }

    private static SignIn password(String login, String password) {
        return signIn(new Credentials.Password(login, password));
    }

    private static SignIn signIn(Credentials credentials) {
        return new SignIn(credentials, new DeviceId("phone"), "iot", "mqtt", false)
                .from(new Origin("192.0.2.7", List.of()));
    }
}
