package io.rialto.launcher.cli;

import io.rialto.adapter.testing.TlsFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node as its clients see it: remembers what it is asked, answers what the test says. */
final class FakeNode implements AutoCloseable {
    /** What the node does when it is asked for an operation. */
    interface Script {
        void play(Talk talk, JsonObject request);
    }

    private record Reply(int status, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeNode() {
        this(new HttpServerOptions());
    }

    /** One that speaks TLS with this certificate. */
    static FakeNode withTls(TlsFiles files) {
        return new FakeNode(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(files.cert().toString())
                        .setKeyPath(files.key().toString())));
    }

    private FakeNode(HttpServerOptions options) {
        on("auth", (talk, request) -> talk.answer(request, new JsonObject().put("keepAlive", 30_000)));
        on("room.join", (talk, request) -> talk.answer(request, new JsonObject()));
        server = vertx.createHttpServer(options)
                .webSocketHandler(this::converse)
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** From now on this happens when it is asked for that operation. */
    FakeNode on(String op, Script script) {
        scripts.put(op, script);
        return this;
    }

    /** From now on this is the reply to that path. */
    FakeNode onPath(String path, int status, String body) {
        replies.put(path, new Reply(status, body));
        return this;
    }

    String webSocket() {
        return "ws://127.0.0.1:" + port() + "/v1/ws";
    }

    String management() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.actualPort();
    }

    /** The arguments of all requests for this operation, or the bodies of all to this path. */
    List<JsonObject> asked(String what) {
        return requests.stream()
                .filter(request -> what.equals(request.getString("op")))
                .map(request -> request.getJsonObject("args"))
                .toList();
    }

    /** How the callers of paths proved themselves. */
    List<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void converse(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            JsonObject request = new JsonObject(text);
            requests.add(request);
            Script script = scripts.get(request.getString("op"));
            if (script != null) {
                script.play(new Talk(socket), request);
            }
        });
    }

    private void serve(HttpServerRequest request) {
        authorizations.add(request.getHeader("Authorization"));
        request.body().onSuccess(body -> {
            requests.add(new JsonObject().put("op", request.path()).put("args", body.toJsonObject()));
            Reply reply = replies.getOrDefault(request.path(), new Reply(404, "nothing here"));
            request.response().setStatusCode(reply.status()).end(reply.body());
        });
    }

    /** The node's side of a connection. */
    record Talk(ServerWebSocket socket) {
        /** Says yes. */
        void answer(JsonObject request, JsonObject res) {
            say(new JsonObject()
                    .put("id", request.getValue("id"))
                    .put("code", 0)
                    .put("res", res));
        }

        /** Says no. */
        void refuse(JsonObject request, int code, String error, String info) {
            say(new JsonObject()
                    .put("id", request.getValue("id"))
                    .put("code", code)
                    .put("error", error)
                    .put("info", info));
        }

        void say(JsonObject frame) {
            socket.writeTextMessage(frame.encode());
        }

        /** Says something, as text that is easier to read. */
        void say(String frame) {
            socket.writeTextMessage(frame.replace('\'', '"'));
        }
    }
}
