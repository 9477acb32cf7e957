package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptions of the ports, held against what answers there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    /** Something that may stand wherever a parameter or a field is called so. */
    private static final Map<String, Object> EXAMPLES = Map.ofEntries(
            Map.entry("self", "alice"),
            Map.entry("account", "bob"),
            Map.entry("accounts", "bob"),
            Map.entry("room", "g:team"),
            Map.entry("rooms", "g:team"),
            Map.entry("mid", "398"),
            Map.entry("device", "phone"),
            Map.entry("to", "bob"),
            Map.entry("login", "al"),
            Map.entry("after", "4"),
            Map.entry("before", "4"),
            Map.entry("limit", 10),
            Map.entry("maxBytes", 1000),
            Map.entry("join", "open"),
            Map.entry("preset", "vroom"),
            Map.entry("lane", "0"),
            Map.entry("sid", "17"),
            Map.entry("node", "node-0"),
            Map.entry("kind", 1),
            Map.entry("qos", 1),
            Map.entry("members", "bob"),
            Map.entry("managers", "bob"));

    /** Of several fields one of which is expected only one is sent. */
    private static final Set<String> INSTEAD = Set.of("b64", "friends");

    private TestOffice office;
    private TestServer server;

    /** One operation of a description. */
    record Operation(boolean management, String path, String method, JsonObject described) {
        boolean isMounted() {
            return !path.startsWith("/v1/");
        }

        JsonObject body() {
            JsonObject request = described.getJsonObject("requestBody");
            return request == null
                    ? null
                    : request.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("schema");
        }

        Set<String> statuses() {
            return described.getJsonObject("responses").fieldNames();
        }

        /** A WebSocket is one only for who asks for it so, see {@link OperatorEventsTest}. */
        int success() {
            return statuses().contains("101") ? 426 : done();
        }

        int done() {
            return statuses().stream()
                    .filter(status -> status.startsWith("2"))
                    .mapToInt(Integer::parseInt)
                    .sum();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    void start() {
        office = new TestOffice(TestOffice.echo("/timRead", true), TestOffice.echo("/timWrite", false));
        server = new TestServer();
        StoredMessage message = new StoredMessage(
                new MessageId(398), new RoomId("d:alice|bob"), 7, new AccountId("bob"), null, 9, Content.text("hi"));
        Consumer<FakeSession> knowing =
                session -> session.answer(MessageCommand.FetchMessage.class, asked -> Future.succeededFuture(message));
        office.sessions().prepare(knowing);
        server.sessions().prepare(knowing);
    }

    @AfterAll
    void stop() {
        office.close();
        server.close();
    }

    Stream<Operation> operations() {
        return Stream.of(true, false).flatMap(management -> operations(management).stream());
    }

    @Test
    void describesEveryRoute() {
        Set<String> routes = new TreeSet<>();
        OfficeRoutes.of(office.management()).forEach(route -> routes.add(route.method() + " " + route.path()));
        office.management().mounts().forEach(mount -> routes.add("POST " + mount.path()));

        assertThat(operations(true)).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(routes);
        assertThat(office.routed()).as("answered by the router").isSubsetOf(routes);
    }

    @Test
    void describesEveryOperationUnderANameOfItsOwn() {
        assertThat(operations(true).stream()
                        .map(operation -> operation.described().getString("operationId")))
                .doesNotHaveDuplicates();
        assertThat(description(true).getString("openapi")).startsWith("3.");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAsItIsDescribed(Operation operation) {
        if (operation.path().equals(EventDoor.PATH)) {
            assertThat(operation.success()).as("not asked for as a WebSocket").isEqualTo(426);
        } else {
            assertThat(operation.success()).isBetween(200, 201);
        }

        assertThat(ask(operation, "alice", body(operation)).statusCode())
                .as("of %s with %s", uri(operation), body(operation))
                .isEqualTo(operation.success());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesWhoIsNobodyAsItIsDescribed(Operation operation) {
        assertThat(ask(operation, null, body(operation)).statusCode()).isEqualTo(401);
        assertThat(operation.statuses()).contains("401");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesABadBodyAsItIsDescribed(Operation operation) {
        if (operation.body() != null && !operation.isMounted()) {
            assertThat(ask(operation, "alice", "{").statusCode()).isEqualTo(400);
            assertThat(operation.statuses()).contains("400", "413", "415");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void letsObserversReadOnly(Operation operation) {
        if (operation.management()) {
            boolean reads = operation.method().equals("GET") || operation.path().equals("/timRead");
            assertThat(ask(operation, TestOffice.OBSERVER, body(operation)).statusCode())
                    .isEqualTo(reads ? operation.success() : 403);
            assertThat(operation.statuses()).contains("403");
        }
    }

    private List<Operation> operations(boolean management) {
        JsonObject paths = description(management).getJsonObject("paths");
        List<Operation> all = new ArrayList<>();
        for (String path : paths.fieldNames()) {
            JsonObject methods = paths.getJsonObject(path);
            for (String method : methods.fieldNames()) {
                all.add(new Operation(
                        management, path, method.toUpperCase(Locale.ROOT), methods.getJsonObject(method)));
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    private JsonObject description(boolean management) {
        Rest anybody = management ? office.with(null) : new Rest(server.uri(""), null);
        HttpResponse<String> answer = anybody.get("/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    /** As the operator, or as alice herself; as nobody where {@code who} is null. */
    private HttpResponse<String> ask(Operation operation, String who, String body) {
        String secret = operation.management() && "alice".equals(who) ? TestOffice.SECRET : who;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri(operation)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (secret != null && operation.isMounted()) {
            request.header("username", secret.equals(TestOffice.SECRET) ? "admin" : "bob")
                    .header("password", secret);
        } else if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        return Rest.send(request.method(
                        operation.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    private String uri(Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (Object one : operation.described().getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = (JsonObject) one;
            String name = parameter.getString("name");
            String value = example(operation, name).toString().replace(":", "%3A");
            if (parameter.getString("in").equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else if (!isPlace(operation, name) && !isInBody(operation, name)) {
                query.append(query.length() == 0 ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        return (operation.management() ? office.base() : server.uri("")) + path + query;
    }

    /** No position, nor an account, but what a page before has told. */
    private static boolean isPlace(Operation operation, String name) {
        return name.equals("after") && operation.path().endsWith("/online");
    }

    private static boolean isInBody(Operation operation, String name) {
        return operation.body() != null
                && operation
                        .body()
                        .getJsonObject("properties", new JsonObject())
                        .containsKey(name);
    }

    private static String body(Operation operation) {
        JsonObject schema = operation.body();
        if (schema == null) {
            return null;
        }
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        JsonObject body = new JsonObject();
        for (String name : properties.fieldNames()) {
            boolean instead = INSTEAD.contains(name) || (name.equals("accounts") && properties.containsKey("to"));
            if (!instead) {
                body.put(name, value(operation, name, properties.getJsonObject(name)));
            }
        }
        return body.encode();
    }

    private static Object value(Operation operation, String name, JsonObject schema) {
        if (schema.containsKey("oneOf")) {
            return 60;
        }
        return switch (schema.getString("type")) {
            case "integer" -> EXAMPLES.getOrDefault(name, 1);
            case "boolean" -> false;
            case "array" -> new JsonArray().add(example(operation, name));
            case "object" -> new JsonObject().put("a", "aGk=");
            default -> example(operation, name);
        };
    }

    private static Object example(Operation operation, String name) {
        boolean stream = name.equals("room") && operation.path().contains("/streams");
        return stream ? "s:live" : EXAMPLES.getOrDefault(name, "hi");
    }
}
