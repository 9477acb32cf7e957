package io.rialto.adapter.http;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.web.ServerOptions;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The management port: health, metrics, accounts, tokens. One instance. */
public final class ManagementVerticle extends VerticleBase {
    private static final int MAX_BODY = 64 * 1024;
    private static final int IDLE_SECONDS = 60;
    private static final long STOP_SECONDS = 2;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Management management;
    private final JsonSource json = new JsonSource(MAX_BODY);
    private HttpServer server;

    /** A port for this; it listens when it is deployed. */
    public ManagementVerticle(Management management) {
        this.management = management;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options =
                ServerOptions.of(management.config().tls(), List.of()).setIdleTimeout(IDLE_SECONDS);
        server = vertx.createHttpServer(options).requestHandler(router());
        return server.listen(management.config().port(), management.config().host());
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on, after the start. */
    public int port() {
        return server.actualPort();
    }

    private Router router() {
        Router router = Router.router(vertx);
        Failures.of(router);
        router.get("/healthz").handler(routing -> reply(routing, Reply.text(200, PLAIN, "alive\n")));
        router.get("/readyz").handler(routing -> reply(routing, readiness()));
        router.get("/metrics")
                .handler(routing -> reply(
                        routing,
                        Reply.text(200, PROMETHEUS, management.metrics().get())));
        router.route("/v1/*").handler(this::requireSecret);
        router.get("/v1/cluster")
                .handler(routing -> reply(
                        routing, Reply.text(200, JSON, management.cluster().get())));
        JsonOnly.bodies(router, MAX_BODY);
        router.post("/v1/accounts").handler(routing -> answer(routing, this::createAccount));
        router.post("/v1/tokens").handler(routing -> answer(routing, this::issueToken));
        return router;
    }

    private Reply readiness() {
        Optional<String> problem = management.problem().get();
        return problem.map(text -> Reply.text(503, PLAIN, text + "\n")).orElse(Reply.text(200, PLAIN, "ready\n"));
    }

    private void requireSecret(RoutingContext routing) {
        byte[] given = digest(Bearer.token(routing));
        if (!MessageDigest.isEqual(given, digest(management.secret().value()))) {
            throw new GatewayException(ErrorCode.UNAUTHENTICATED, "this is not the admin secret");
        }
        routing.next();
    }

    private Future<Reply> createAccount(Fields body) {
        AccountId id = body.has("id") ? body.parsed("id", AccountId::new) : null;
        String login = body.optionalString("login").orElse(null);
        String password = body.optionalString("password").orElse(null);
        if (id == null && login == null) {
            throw body.missing("login", "a login name, or an id");
        }
        return management
                .accounts()
                .create(id, login, password)
                .map(account -> Reply.json(201, out -> {
                    out.writeStartObject();
                    out.writeStringField("account", account.value());
                    out.writeEndObject();
                }));
    }

    private Future<Reply> issueToken(Fields body) {
        AccountId account = body.parsed("account", AccountId::new);
        Duration ttl = TimeToLive.read(body);
        long expiresAt = System.currentTimeMillis() + ttl.toMillis();
        return management
                .accounts()
                .issueToken(account, ttl)
                .map(token -> Reply.json(201, out -> {
                    out.writeStartObject();
                    out.writeStringField("token", token);
                    out.writeNumberField("expiresAt", expiresAt);
                    out.writeEndObject();
                }));
    }

    private void answer(RoutingContext routing, Function<Fields, Future<Reply>> action) {
        action.apply(Call.body(routing, json))
                .onSuccess(reply -> reply(routing, reply))
                .onFailure(routing::fail);
    }

    private static void reply(RoutingContext routing, Reply reply) {
        reply.to(routing.response());
    }

    private static byte[] digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
