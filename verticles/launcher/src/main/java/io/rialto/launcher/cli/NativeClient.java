package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that speaks the native protocol (docs/protocol-websocket.md): requests are answered by id, events go to
 * their consumer, one at a time and in order, on a thread of the JDK's client. Requests may be made on any thread.
 */
final class NativeClient implements AutoCloseable {
    /** Whoever is told what the node says unasked. */
    interface Events {
        void on(NativeClient client, JsonNode event);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long CLOSE_SECONDS = 2;

    private final Events events;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> unanswered = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    /** Completes when everything has been sent: the JDK takes one frame at a time. Guarded by this. */
    private CompletableFuture<WebSocket> sent;

    private NativeClient(Endpoint node, Events events) {
        this.events = events;
        this.sent = node.http()
                .connectTimeout(PATIENCE)
                .build()
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(node.url(), new Receiver());
    }

    /** Connects; blocks until it has. */
    static NativeClient connect(Endpoint node, Events events) {
        NativeClient client = new NativeClient(node, events);
        try {
            client.sent.join();
            return client;
        } catch (CompletionException failure) {
            throw CommandFailure.failed("cannot reach " + node.url() + ": " + Cause.of(failure));
        }
    }

    /** Makes a request; its answer's {@code res}, or a {@link CommandFailure} with what the node said. */
    CompletableFuture<JsonNode> request(String op, ObjectNode args) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        unanswered.put(id, answer);
        answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((res, failure) -> unanswered.remove(id));
        ObjectNode frame = Json.object().put("id", id).put("op", op);
        send(frame.set("args", args));
        if (ended.isDone()) {
            abandon();
        }
        return answer;
    }

    /** Makes a request; blocks until it is answered. */
    JsonNode ask(String op, ObjectNode args) {
        try {
            return request(op, args).join();
        } catch (CompletionException failure) {
            throw explained(failure);
        }
    }

    /** Says something that has no answer. */
    void tell(String op, ObjectNode args) {
        send(Json.object().put("op", op).set("args", args));
    }

    /** Lets the node hear from this client at least so often, and notices when it is gone. */
    void keepAlive(Duration interval) {
        CompletableFuture.delayedExecutor(interval.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!ended.isDone()) {
                        request("ping", Json.object()).whenComplete((res, failure) -> goOn(interval, failure));
                    }
                });
    }

    /** Blocks until this is done; fails when the connection ends before. */
    void await(CompletableFuture<?> done) {
        try {
            CompletableFuture.anyOf(done, ended).join();
        } catch (CompletionException failure) {
            throw explained(failure);
        }
    }

    /** Ends the connection from within: {@link #await} fails with this. */
    void fail(Throwable why) {
        ended.completeExceptionally(why);
        abandon();
    }

    /** Ends the connection in order, after everything that was said. Idempotent. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            closeFrame()
                    .thenCompose(socket -> ended)
                    .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(lost -> null)
                    .join();
            ended.complete(null);
        }
    }

    private synchronized CompletableFuture<WebSocket> closeFrame() {
        return sent.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    private synchronized void send(JsonNode frame) {
        sent = sent.thenCompose(socket -> socket.sendText(frame.toString(), true));
        sent.exceptionally(failure -> {
            fail(CommandFailure.failed("the connection is lost: " + Cause.of(failure)));
            return null;
        });
    }

    private void goOn(Duration interval, Throwable failure) {
        if (failure == null) {
            keepAlive(interval);
        } else {
            fail(CommandFailure.failed("the node is silent: " + Cause.of(failure)));
        }
    }

    private void take(JsonNode frame) {
        if (frame.has("ev")) {
            events.on(this, frame);
            return;
        }
        CompletableFuture<JsonNode> answer = unanswered.get(frame.path("id").asLong());
        if (answer != null && frame.path("code").asInt(-1) == 0) {
            answer.complete(frame.path("res"));
        } else if (answer != null) {
            answer.completeExceptionally(CommandFailure.refused(frame));
        } else if (frame.path("code").asInt() != 0) {
            fail(CommandFailure.refused(frame));
        }
    }

    private void abandon() {
        ended.exceptionally(why -> {
            unanswered.values().forEach(answer -> answer.completeExceptionally(why));
            return null;
        });
    }

    private static CommandFailure explained(CompletionException failure) {
        return failure.getCause() instanceof CommandFailure known ? known : CommandFailure.failed(Cause.of(failure));
    }

    /** Puts frames together. */
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String frame = text.toString();
                text.setLength(0);
                take(Json.read(frame));
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            if (closing.get()) {
                ended.complete(null);
            }
            fail(CommandFailure.failed("the node has closed the connection: " + code + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            fail(
                    failure instanceof CommandFailure
                            ? failure
                            : CommandFailure.failed("the connection is lost: " + Cause.of(failure)));
        }
    }
}
