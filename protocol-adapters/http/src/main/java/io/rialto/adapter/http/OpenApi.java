package io.rialto.adapter.http;

import io.rialto.adapter.ManagementMount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Describes what a port answers (OpenAPI 3.0.3), out of the very routes that answer it: what is not described is not there.
 * Written when it is asked for first: no start waits for it. Confined to the port's event loop.
 */
final class OpenApi {
    /** Where a port describes itself; needs no credentials. */
    static final String PATH = "/v1/openapi.json";

    private static final String JSON = "application/json";
    private static final int SWITCHING = 101;
    private static final Set<Integer> ANY = Set.of(401, 403, 404, 409, 410, 429, 500, 501, 503, 504);

    private final String title;
    private final String about;
    private final List<? extends Route<?>> routes;
    private final List<ManagementMount> mounts;
    private final JsonObject paths = new JsonObject();
    private Reply written;

    /** The description of these routes, of what is mounted beside them. */
    OpenApi(String title, String about, List<? extends Route<?>> routes, List<ManagementMount> mounts) {
        this.title = title;
        this.about = about;
        this.routes = List.copyOf(routes);
        this.mounts = List.copyOf(mounts);
    }

    /** What somebody who asks is answered. */
    Reply reply() {
        if (written == null) {
            JsonObject description = describe();
            written = Reply.ok(out -> TreeJson.write(description, out));
        }
        return written;
    }

    private JsonObject describe() {
        routes.forEach(this::add);
        mounts.forEach(this::add);
        return new JsonObject()
                .put("openapi", "3.0.3")
                .put(
                        "info",
                        new JsonObject().put("title", title).put("version", "1").put("description", about))
                .put("security", new JsonArray().add(new JsonObject().put("bearer", new JsonArray())))
                .put("components", components(!mounts.isEmpty()))
                .put("paths", paths);
    }

    private static JsonObject components(boolean mounts) {
        JsonObject schemes = new JsonObject()
                .put("bearer", new JsonObject().put("type", "http").put("scheme", "bearer"));
        if (mounts) {
            schemes.put("username", header("username")).put("password", header("password"));
        }
        JsonObject failure = new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put("code", type("integer"))
                                .put("error", type("string"))
                                .put("info", type("string")));
        return new JsonObject()
                .put("securitySchemes", schemes)
                .put("schemas", new JsonObject().put("Failure", failure))
                .put(
                        "responses",
                        new JsonObject()
                                .put(
                                        "Failure",
                                        answer(
                                                "What was wrong, as code and text.",
                                                ref("#/components/schemas/Failure"))));
    }

    private static JsonObject header(String name) {
        return new JsonObject().put("type", "apiKey").put("in", "header").put("name", name);
    }

    private void add(Route<?> route) {
        JsonArray parameters = new JsonArray();
        route.parameters().forEach(name -> parameters.add(parameter(name, "path", true, "", type("string"))));
        route.query()
                .forEach(field -> parameters.add(
                        parameter(field.name(), "query", field.required(), field.meaning(), queryType(field.type()))));
        JsonObject operation = new JsonObject()
                .put("operationId", id(route))
                .put("summary", route.summary())
                .put("parameters", parameters);
        if (!route.body().isEmpty()) {
            operation.put(
                    "requestBody",
                    new JsonObject()
                            .put(
                                    "required",
                                    !route.bodyMay() && route.body().stream().anyMatch(Route.Field::required))
                            .put("content", new JsonObject().put(JSON, new JsonObject().put("schema", body(route)))));
        }
        operation.put("responses", answers(route));
        at(route.path()).put(route.method().name().toLowerCase(Locale.ROOT), operation);
    }

    /** What TIM's tools send is answered with 200, whatever became of it; who they are is told otherwise. */
    private void add(ManagementMount mount) {
        JsonObject form = new JsonObject().put("schema", type("object"));
        JsonObject operation = new JsonObject()
                .put("operationId", mount.path().substring(1))
                .put("summary", mount.summary())
                .put(
                        "security",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("username", new JsonArray())
                                        .put("password", new JsonArray())))
                .put(
                        "requestBody",
                        new JsonObject()
                                .put("required", false)
                                .put(
                                        "content",
                                        new JsonObject()
                                                .put(JSON, form)
                                                .put("application/x-www-form-urlencoded", form)))
                .put(
                        "responses",
                        new JsonObject()
                                .put("200", answer("What became of it.", new JsonObject()))
                                .put("401", ref("#/components/responses/Failure"))
                                .put("403", ref("#/components/responses/Failure"))
                                .put("413", ref("#/components/responses/Failure")));
        at(mount.path()).put("post", operation);
    }

    private JsonObject at(String path) {
        JsonObject known = paths.getJsonObject(path);
        if (known == null) {
            known = new JsonObject();
            paths.put(path, known);
        }
        return known;
    }

    private static String id(Route<?> route) {
        StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
        for (String part : route.path().substring("/v1".length()).split("\\W+", -1)) {
            if (!part.isEmpty()) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
            }
        }
        return id.toString();
    }

    private static JsonObject body(Route<?> route) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        for (Route.Field field : route.body()) {
            properties.put(field.name(), type(field.type()).put("description", field.meaning()));
            if (field.required()) {
                required.add(field.name());
            }
        }
        JsonObject schema = type("object").put("properties", properties);
        return required.isEmpty() ? schema : schema.put("required", required);
    }

    private static JsonObject answers(Route<?> route) {
        JsonObject answers = new JsonObject();
        if (route.status() == SWITCHING) {
            answers.put("101", new JsonObject().put("description", "A WebSocket from here on."));
            answers.put("426", new JsonObject().put("description", "It was not asked for as a WebSocket."));
        } else {
            answers.put(Integer.toString(route.status()), answer("Done.", type("object")));
        }
        Set<Integer> failures = new TreeSet<>(ANY);
        boolean saysSomething = !route.parameters().isEmpty()
                || !route.query().isEmpty()
                || !route.body().isEmpty();
        if (saysSomething) {
            failures.add(400);
        }
        if (!route.body().isEmpty()) {
            failures.addAll(Set.of(413, 415));
        }
        failures.forEach(status -> answers.put(Integer.toString(status), ref("#/components/responses/Failure")));
        return answers;
    }

    private static JsonObject answer(String description, JsonObject schema) {
        return new JsonObject()
                .put("description", description)
                .put("content", new JsonObject().put(JSON, new JsonObject().put("schema", schema)));
    }

    private static JsonObject parameter(String name, String in, boolean required, String meaning, JsonObject schema) {
        JsonObject parameter = new JsonObject()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .put("schema", schema);
        return meaning.isEmpty() ? parameter : parameter.put("description", meaning);
    }

    /** Lists stand in queries with commas between them. */
    private static JsonObject queryType(Route.Type type) {
        return type == Route.Type.TEXTS ? type("string") : type(type);
    }

    private static JsonObject type(Route.Type type) {
        return switch (type) {
            case TEXT -> type("string");
            case NUMBER -> type("integer");
            case FLAG -> type("boolean");
            case TEXTS -> type("array").put("items", type("string"));
            case MAP -> type("object").put("additionalProperties", type("string"));
            case TIME ->
                new JsonObject()
                        .put("oneOf", new JsonArray().add(type("integer")).add(type("string")));
        };
    }

    private static JsonObject type(String name) {
        return new JsonObject().put("type", name);
    }

    private static JsonObject ref(String to) {
        return new JsonObject().put("$ref", to);
    }
}
