package io.rialto.launcher.it.kit;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The JDK's WebSocket to the TIM door: sends frames one after the other, hands over whole ones. Safe on any thread. */
final class TimSocket implements AutoCloseable {
    private final WebSocket socket;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    /** Connects; frames go to the taker on the client's threads, one by one. */
    TimSocket(int port, Consumer<byte[]> taker) {
        this.socket = Wait.get(Http.CLIENT
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/tim"), new Listener(taker)));
    }

    /** The close status when the connection is over; -1 where there was none. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    /** Why it ended where that was no Close: also what the taker threw; null else. */
    Throwable failure() {
        return failure.get();
    }

    /** Sends a frame; done when it is written, or the connection is over. */
    synchronized CompletableFuture<?> send(byte[] frame) {
        lastSend = lastSend.thenCompose(any -> socket.sendBinary(ByteBuffer.wrap(frame), true))
                .exceptionally(closedMeanwhile -> socket);
        return lastSend;
    }

    /** Sends a text frame; done when it is written, or the connection is over. */
    synchronized CompletableFuture<?> send(String text) {
        lastSend = lastSend.thenCompose(any -> socket.sendText(text, true)).exceptionally(closedMeanwhile -> socket);
        return lastSend;
    }

    /** Closes in order, back when the server has answered. */
    void closeInOrder() {
        synchronized (this) {
            lastSend = lastSend.thenCompose(any -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .exceptionally(closedMeanwhile -> socket);
        }
        Wait.get(ended);
    }

    @Override
    public void close() {
        socket.abort();
        ended.complete(-1);
    }

    private final class Listener implements WebSocket.Listener {
        private final Consumer<byte[]> taker;
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

        Listener(Consumer<byte[]> taker) {
            this.taker = taker;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            parts.writeBytes(part);
            if (last) {
                byte[] whole = parts.toByteArray();
                parts.reset();
                taker.accept(whole);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            ended.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            failure.set(error);
            ended.complete(-1);
        }
    }
}
