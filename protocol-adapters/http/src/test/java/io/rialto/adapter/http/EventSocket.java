package io.rialto.adapter.http;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An operator's WebSocket at the management port, as a test sees it. */
final class EventSocket implements AutoCloseable {
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reading = true;
    private volatile int closed;
    private int ids;

    EventSocket(String base, String bearer) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (bearer != null) {
            builder.header("Authorization", "Bearer " + bearer);
        }
        socket = builder.buildAsync(
                        URI.create(base.replace("http:", "ws:") + "/v1/admin/events"), new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                part.append(data);
                                if (last) {
                                    heard.add(new JsonObject(part.toString()));
                                    part.setLength(0);
                                }
                                if (reading) {
                                    from.request(1);
                                }
                                return null;
                            }

                            @Override
                            public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                closed = code;
                                return null;
                            }
                        })
                .join();
    }

    /** The answer to a request. */
    JsonObject ask(String op, JsonObject args) {
        int id = ++ids;
        say(new JsonObject().put("id", id).put("op", op).put("args", args).encode());
        await().until(() -> heard.stream().anyMatch(one -> Integer.valueOf(id).equals(one.getValue("id"))));
        return heard.stream()
                .filter(one -> Integer.valueOf(id).equals(one.getValue("id")))
                .findFirst()
                .orElseThrow();
    }

    JsonObject ask(String op) {
        return ask(op, new JsonObject());
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    void frame(int handle, int kind, String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        socket.sendBinary(
                        ByteBuffer.allocate(5 + bytes.length)
                                .putInt(handle)
                                .put((byte) kind)
                                .put(bytes)
                                .flip(),
                        true)
                .join();
    }

    /** The events so far. */
    List<JsonObject> events() {
        return heard.stream().filter(one -> one.containsKey("ev")).toList();
    }

    /** The events of one name so far. */
    List<JsonObject> events(String name) {
        return events().stream().filter(one -> name.equals(one.getString("ev"))).toList();
    }

    /** Reads nothing more, until told otherwise. */
    void read(boolean on) {
        reading = on;
        if (on) {
            socket.request(1);
        }
    }

    /** The code it was closed with; 0 while it is open. */
    int closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
