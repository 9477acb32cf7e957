package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client of the native protocol (docs/protocol-websocket.md) on the JDK's WebSocket. Safe on any thread. */
public final class WsClient implements AutoCloseable {
    /** How the server ended the connection. */
    public record Ending(int code, String reason) {}

    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonObject>> handlers = new ConcurrentHashMap<>();
    private final Mailbox<JsonObject> events = new Mailbox<>("events");
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private volatile Consumer<Buffer> binaries = frame -> {
        throw new IllegalStateException("a binary frame nobody expects: " + frame);
    };
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private WsClient(HttpClient client, URI uri) {
        this.socket = Wait.get(client.newWebSocketBuilder().buildAsync(uri, new Listener()));
    }

    /** A connection that has not signed in. */
    public static WsClient connect(NodeUnderTest node) {
        return connect(Http.CLIENT, URI.create("ws://127.0.0.1:" + node.port("http") + "/v1/ws"));
    }

    /** A connection that has not signed in. */
    public static WsClient connect(HttpClient client, URI uri) {
        return new WsClient(client, uri);
    }

    /** A session of an account without an inbox: a sender, a subscriber of channels. */
    public static WsClient signedIn(NodeUnderTest node, String account) {
        WsClient client = connect(node);
        client.call("auth", new JsonObject().put("token", node.accounts().token(account)));
        return client;
    }

    /** Asks; the whole answer, whatever it is. */
    public CompletableFuture<JsonObject> request(String op, JsonObject args) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        pending.put(String.valueOf(id), answer);
        text(new JsonObject().put("id", id).put("op", op).put("args", args).encode());
        if (ending.isDone()) {
            answer.completeExceptionally(new IllegalStateException("closed: " + ending.getNow(null)));
        }
        return answer;
    }

    /** Asks without an id: there is no answer. */
    public void tell(String op, JsonObject args) {
        text(new JsonObject().put("op", op).put("args", args).encode());
    }

    /** Asks, then waits; the result of an answer that must be a success. */
    public JsonObject call(String op, JsonObject args) {
        JsonObject answer = Wait.get(request(op, args));
        if (answer.getInteger("code") != 0) {
            throw new AssertionError(op + " was answered " + answer);
        }
        return answer.getJsonObject("res");
    }

    /** Asks, then waits; the code of the answer. */
    public int code(String op, JsonObject args) {
        return Wait.get(request(op, args)).getInteger("code");
    }

    /** Publishes a text to a channel, then waits for its receipt. */
    public JsonObject publish(String topic, String text) {
        return call("msg.send", new JsonObject().put("to", "c:" + topic).put("text", text));
    }

    /** Joins a channel by its topic. */
    public void join(String topic) {
        call("room.join", new JsonObject().put("room", "c:" + topic));
    }

    /** Sends a text frame as it is. */
    public synchronized void text(String text) {
        lastSend = lastSend.handle((sent, failure) -> null)
                .thenCompose(any -> socket.sendText(text, true))
                .exceptionally(failure -> socket);
    }

    /** Sends a binary frame. */
    public synchronized void binary(byte[] bytes) {
        lastSend = lastSend.thenCompose(any -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    /** From now on events of this name go here instead of {@link #events()}; on the connection's own thread. */
    public void on(String event, Consumer<JsonObject> handler) {
        handlers.put(event, handler);
    }

    /** From now on binary frames go here; on the connection's own thread. */
    public void onBinary(Consumer<Buffer> handler) {
        binaries = handler;
    }

    /** The events that nobody else takes. */
    public Mailbox<JsonObject> events() {
        return events;
    }

    /** The next event of a name, at or behind a place. */
    public JsonObject awaitEvent(String name) {
        return events.await("event " + name, event -> event.getString("ev").equals(name));
    }

    /** How it ends. */
    public CompletableFuture<Ending> ending() {
        return ending;
    }

    /** Whether it is still open. */
    public boolean isOpen() {
        return !ending.isDone();
    }

    /** Closes in order, back when the server has answered. */
    public void closeInOrder() {
        synchronized (this) {
            lastSend = lastSend.handle((sent, failure) -> null)
                    .thenCompose(any -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .exceptionally(failure -> socket);
        }
        Wait.get(ending);
    }

    @Override
    public void close() {
        socket.abort();
        end(new Ending(-1, "aborted"));
    }

    private void end(Ending how) {
        ending.complete(how);
        IllegalStateException closed = new IllegalStateException("closed: " + how);
        pending.values().forEach(answer -> answer.completeExceptionally(closed));
        events.end(closed);
    }

    private void take(JsonObject frame) {
        String event = frame.getString("ev");
        if (event == null) {
            CompletableFuture<JsonObject> answer = pending.remove(String.valueOf(frame.getValue("id")));
            if (answer == null) {
                events.add(frame.put("ev", "answer"));
            } else {
                answer.complete(frame);
            }
        } else {
            handlers.getOrDefault(event, events::add).accept(frame);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private Buffer binary = Buffer.buffer();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String whole = parts.toString();
                parts.setLength(0);
                take(new JsonObject(whole));
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            binary.appendBytes(part);
            if (last) {
                Buffer whole = binary;
                binary = Buffer.buffer();
                binaries.accept(whole);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end(new Ending(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(new Ending(-1, error.toString()));
        }
    }
}
