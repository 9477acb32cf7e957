package io.rialto.adapter.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with a method: who answers it, and what its description says of it ({@link OpenApi}). Immutable.
 *
 * @param path with its parameters in braces: {@code /v1/rooms/{room}}
 * @param summary what it does, in one sentence
 * @param status of its success
 * @param query what may stand in the query
 * @param body what may stand in the body; empty: it has none
 * @param bodyMay whether the body may be missing
 * @param action answers it
 * @param <C> what its action is given
 */
record Route<C>(
        HttpMethod method,
        String path,
        String summary,
        int status,
        List<Field> query,
        List<Field> body,
        boolean bodyMay,
        Function<C, Future<Reply>> action) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** What a field of a body, or of a query, holds. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        /** A list of texts. */
        TEXTS,
        /** An object whose values are texts. */
        MAP,
        /** Seconds, or a text like {@code 1h}. */
        TIME
    }

    /** A field; {@code name} of what must be there ends with an exclamation mark where it is made. */
    record Field(String name, Type type, boolean required, String meaning) {}

    /** A request that says nothing but its path. */
    static <C> Route<C> of(HttpMethod method, String path, String summary, Function<C, Future<Reply>> action) {
        return new Route<>(method, path, summary, 200, List.of(), List.of(), false, action);
    }

    /** Answered with this when it succeeds. */
    Route<C> answering(int other) {
        return new Route<>(method, path, summary, other, query, body, bodyMay, action);
    }

    /** With a field in the query; {@code name!} where it must be there. */
    Route<C> asking(String name, Type type, String meaning) {
        return new Route<>(method, path, summary, status, with(query, name, type, meaning), body, bodyMay, action);
    }

    /** With a field in the body; {@code name!} where it must be there. */
    Route<C> taking(String name, Type type, String meaning) {
        return new Route<>(method, path, summary, status, query, with(body, name, type, meaning), bodyMay, action);
    }

    /** The body may be missing. */
    Route<C> perhaps() {
        return new Route<>(method, path, summary, status, query, body, true, action);
    }

    /** Whether it changes nothing. */
    boolean reads() {
        return method.equals(HttpMethod.GET);
    }

    /** The same below another path, its action given something else. */
    <D> Route<D> below(String prefix, Function<Function<C, Future<Reply>>, Function<D, Future<Reply>>> adapted) {
        String rest = path.substring("/v1".length());
        return new Route<>(method, prefix + rest, summary, status, query, body, bodyMay, adapted.apply(action));
    }

    /** The names of the parameters in its path. */
    List<String> parameters() {
        return PARAMETER.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** Has it answered by a router. */
    void on(Router router, Handler<RoutingContext> handler) {
        router.routeWithRegex(method, regex()).setName(path).handler(handler);
    }

    /** Parameters hold what stands between two slashes, or before a colon that the path has. */
    private String regex() {
        Matcher parameters = PARAMETER.matcher(path);
        StringBuilder regex = new StringBuilder();
        int from = 0;
        while (parameters.find()) {
            regex.append(Pattern.quote(path.substring(from, parameters.start())));
            boolean beforeColon = path.startsWith(":", parameters.end());
            regex.append("(?<").append(parameters.group(1)).append(beforeColon ? ">[^/:]+)" : ">[^/]+)");
            from = parameters.end();
        }
        return regex.append(from < path.length() ? Pattern.quote(path.substring(from)) : "")
                .toString();
    }

    private static List<Field> with(List<Field> fields, String name, Type type, String meaning) {
        boolean required = name.endsWith("!");
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(required ? name.substring(0, name.length() - 1) : name, type, required, meaning));
        return List.copyOf(more);
    }
}
