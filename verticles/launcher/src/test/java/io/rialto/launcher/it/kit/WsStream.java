package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One stream room at the native protocol: its binary frames, out, in. The only one of its connection. */
public final class WsStream implements AutoCloseable {
    private static final int VERSION = 1;
    private static final int RECEIPT = 1;
    private static final int A_PIECE = 2;
    private static final int AROUND = 25;

    private final WsClient client;
    private final String room;
    private final Mailbox<StreamFrame> frames = new Mailbox<>("WebSocket frames");
    private Consumer<Piece> onPiece = piece -> {};
    private final Map<Long, CompletableFuture<Long>> receipts = new ConcurrentHashMap<>();
    private long handle;
    private long number;

    private WsStream(WsClient client, String room) {
        this.client = client;
        this.room = room;
        client.onBinary(this::take);
        client.on("taken", event -> receipt(event).complete(event.getLong("seq")));
        client.on("refused", event -> receipt(event).completeExceptionally(new IllegalStateException(event.encode())));
    }

    /** A signed-in connection that is told the handle of a room, to publish there. */
    public static WsStream publisher(WsClient client, String room) {
        WsStream stream = new WsStream(client, room);
        stream.handle =
                client.call("room.join", new JsonObject().put("room", room)).getLong("handle");
        return stream;
    }

    /** A signed-in connection that subscribes to all lanes of a room. */
    public static WsStream subscriber(WsClient client, String room) {
        WsStream stream = new WsStream(client, room);
        stream.handle =
                client.call("lane.sub", new JsonObject().put("room", room)).getLong("handle");
        return stream;
    }

    /** A signed-in connection that sees a room since an operator wants it to. */
    public static WsStream viewer(WsClient client, String room) {
        return new WsStream(client, room);
    }

    /** Publishes on lane 0; the place in the room, from the receipt. */
    public synchronized CompletableFuture<Long> publish(int kind, Buffer body) {
        CompletableFuture<Long> receipt = new CompletableFuture<>();
        receipts.put(++number, receipt);
        client.binary(frame(handle, number, kind, body));
        return receipt;
    }

    /** A frame of lane 0 that wants a receipt, as it goes out. */
    static byte[] frame(long handle, long number, int kind, Buffer body) {
        return Buffer.buffer()
                .appendUnsignedByte((short) VERSION)
                .appendUnsignedByte((short) RECEIPT)
                .appendUnsignedByte((short) kind)
                .appendUnsignedByte((short) 0)
                .appendUnsignedInt(handle)
                .appendLong(number)
                .appendBuffer(body)
                .getBytes();
    }

    /** What comes in pieces goes there, on the connection's own thread. */
    public void onPiece(Consumer<Piece> consumer) {
        onPiece = consumer;
    }

    /** The frames that came. */
    public Mailbox<StreamFrame> frames() {
        return frames;
    }

    /** Its connection. */
    public WsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }

    private CompletableFuture<Long> receipt(JsonObject event) {
        return receipts.remove(event.getLong("n"));
    }

    private void take(Buffer frame) {
        if (frame.getUnsignedInt(4) != handle && handle != 0) {
            throw new IllegalStateException("a frame of another room than " + room);
        }
        int lane = frame.getUnsignedByte(3);
        int publisher = frame.getUnsignedByte(AROUND - 1);
        int body = AROUND + lane + publisher;
        if ((frame.getUnsignedByte(1) & A_PIECE) != 0) {
            onPiece.accept(new Piece(
                    frame.getLong(body),
                    frame.getLong(body + 8),
                    frame.getLong(body + 16),
                    frame.getBuffer(body + 24, frame.length())));
            return;
        }
        frames.add(new StreamFrame(
                room,
                frame.getLong(16),
                frame.getUnsignedByte(2),
                frame.getString(AROUND + lane, body),
                frame.getBuffer(body, frame.length())));
    }
}
