package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TIM client of the JDK's WebSocket and libthrift, which share no code with the door. */
final class TimClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<byte[]> frames = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile boolean reads = true;

    TimClient(int port) {
        this(port, ThriftVerticle.PATH);
    }

    TimClient(int port, String path) {
        this(HTTP, "ws://127.0.0.1:" + port + path);
    }

    TimClient(HttpClient http, String uri) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create(uri), this).join();
    }

    /** Sends a frame as it is; a server that has closed already is no error, the close is what counts. */
    TimClient raw(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true)
                .exceptionally(gone -> null)
                .join();
        return this;
    }

    /** Sends a frame without a body. */
    TimClient send(int command) {
        return raw(new byte[] {(byte) command});
    }

    /** Sends a struct. */
    TimClient send(int command, Map<Integer, Object> struct) {
        return raw(concat(new byte[] {(byte) command}, Compact.write(struct)));
    }

    /** Sends a struct as JSON. */
    TimClient sendJson(int command, String json) {
        return raw(concat(new byte[] {(byte) (command | 0x80)}, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Signs in with the account's token. */
    TimClient signedIn(String account, String device) {
        send(16, Compact.struct(4, device, 6, account));
        assertThat(ack(16)).containsEntry(1, true).containsEntry(5, account);
        return this;
    }

    /** Signs in with the account's token, in JSON. */
    TimClient signedInWithJson(String account, String device) {
        sendJson(16, "{\"token\":\"" + account + "\",\"resource\":\"" + device + "\"}");
        assertThat(new String(frame(12, 0), StandardCharsets.UTF_8)).contains("\"ok\":true");
        return this;
    }

    List<byte[]> frames() {
        return frames;
    }

    /** All frames so far with this first byte. */
    List<byte[]> frames(int first) {
        return frames.stream().filter(frame -> (frame[0] & 0xFF) == first).toList();
    }

    /** The n-th frame with this first byte, when it has come. */
    byte[] frame(int first, int n) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(frames(first)).hasSizeGreaterThan(n));
        return frames(first).get(n);
    }

    /** The first struct with this first byte; five bytes precede it where an acknowledgement is wanted. */
    Map<Integer, Object> struct(int first) {
        return Compact.read(frame(first, 0), first >= 0x80 ? 5 : 1);
    }

    /** The first TimAck about a command, when it has come. */
    Map<Integer, Object> ack(int command) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(acks(command)).isNotEmpty());
        return acks(command).get(0);
    }

    /** The number of the failure in the first TimAck about a command. */
    int failure(int command) {
        Map<Integer, Object> ack = ack(command);
        assertThat(ack).containsEntry(1, false);
        return (Integer) ((Map<?, ?>) ack.get(3)).get(1);
    }

    /** Acknowledges a frame. */
    TimClient acknowledge(byte[] frame) {
        return raw(concat(new byte[] {12}, Arrays.copyOfRange(frame, 1, 5)));
    }

    /** Has its ping answered: everything sent before has been dealt with, as far as that is at once. */
    TimClient ping() {
        int before = frames(13).size();
        send(13);
        frame(13, before);
        return this;
    }

    int awaitClose() {
        await().atMost(Duration.ofSeconds(15)).until(closed::isDone);
        return closed.join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** Reads nothing more, but what is on the way to the listener. */
    void stopReading() {
        reads = false;
    }

    /** Reads again. */
    void goOnReading() {
        reads = true;
        socket.request(1);
    }

    void close() {
        socket.abort();
    }

    private List<Map<Integer, Object>> acks(int command) {
        return frames(12).stream()
                .map(frame -> Compact.read(frame, 1))
                .filter(ack -> ack.get(2).equals((byte) command))
                .toList();
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        while (data.hasRemaining()) {
            parts.write(data.get());
        }
        if (last) {
            frames.add(parts.toByteArray());
            parts.reset();
        }
        if (reads) {
            webSocket.request(1);
        }
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
