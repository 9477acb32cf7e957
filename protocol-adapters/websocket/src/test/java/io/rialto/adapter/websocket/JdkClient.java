package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The JDK's WebSocket client, which shares no code with the door. */
final class JdkClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<byte[]> binaries = new CopyOnWriteArrayList<>();
    private final List<String> pongs = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    JdkClient(String uri) {
        this(HTTP, uri);
    }

    JdkClient(HttpClient http, String uri) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create(uri), this).join();
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    WebSocket socket() {
        return socket;
    }

    List<String> messages() {
        return messages;
    }

    String last() {
        return messages.get(messages.size() - 1);
    }

    List<byte[]> binaries() {
        return binaries;
    }

    /** The binary messages, when so many have come. */
    List<byte[]> awaitBinaries(int count) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(binaries).hasSizeGreaterThanOrEqualTo(count));
        return binaries;
    }

    List<String> pongs() {
        return pongs;
    }

    /** The first message that has this in it, when it has come. */
    String awaitMessage(String part) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(messages).anyMatch(one -> one.contains(part)));
        return messages.stream().filter(one -> one.contains(part)).findFirst().orElseThrow();
    }

    /** Sends a request, gives its answer. */
    String ask(String id, String op, String args) {
        send("{\"id\":\"" + id + "\",\"op\":\"" + op + "\",\"args\":" + args + "}");
        return awaitMessage("\"id\":\"" + id + "\"");
    }

    /** The code it was closed with, when it has been. */
    int awaitClose() {
        await().atMost(Duration.ofSeconds(10)).until(closed::isDone);
        return closed.join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        while (data.hasRemaining()) {
            binary.write(data.get());
        }
        if (last) {
            binaries.add(binary.toByteArray());
            binary.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pongs.add(java.nio.charset.StandardCharsets.UTF_8.decode(message).toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(-1);
    }
}
