package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A big-binary client of plain sockets (docs/protocol-bigbinary.md), read by a thread of its own. */
public final class BigBinaryDevice implements AutoCloseable {
    /** An item of the inbox. */
    public record Item(long iseq, long cseq, String room, String from, Buffer payload, int flags) {
        /** Its place in its room with its fingerprint. */
        public History.Entry entry() {
            return new History.Entry(cseq, Payloads.hash(payload.getBytes()));
        }
    }

    /** Where a request was answered, at which place of its room. */
    public record Place(int handle, long epoch, long seq, String room) {}

    /** How much of the room is told missing. */
    public record Gap(String room, long from, long to) {}

    /** How the server ended the connection. */
    public record Ending(int code, String info) {}

    private static final int PING = 0x03;
    private static final int SEND = 0x04;
    private static final int OPEN_INBOX = 0x07;
    private static final int ACK = 0x08;
    private static final int CREATE = 0x10;
    private static final int GRANT = 0x12;
    private static final int JOIN = 0x13;
    private static final int LANE_SUBSCRIBE = 0x17;
    private static final int PUBLISH = 0x20;
    private static final int WINDOW = 0x21;
    private static final int WELCOME = 0x81;
    private static final int REFUSED = 0x82;
    private static final int GAP = 0x88;
    private static final int ITEM = 0x89;
    private static final int FRAME = 0x8A;
    private static final int TAKEN = 0x8B;
    private static final int REJECTED = 0x8C;
    private static final int LANE = 0x8D;
    private static final int ENDED = 0x8E;
    private static final int GATEWAY_WINDOW = 0x8F;
    private static final int BYE = 0x9F;
    private static final int RECEIPT = 1;
    private static final int A_PIECE = 2;

    private final Socket socket;
    private final int window;
    private final Map<Integer, CompletableFuture<ByteBuffer>> pending = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Long>> receipts = new ConcurrentHashMap<>();
    private final Map<Integer, String> rooms = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Mailbox<Item> items = new Mailbox<>("big-binary items");
    private final Mailbox<StreamFrame> frames = new Mailbox<>("big-binary frames");
    private final Mailbox<Gap> gaps = new Mailbox<>("big-binary gaps");
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> welcome = new CompletableFuture<>();
    private final Object credit = new Object();
    private Consumer<Piece> onPiece = piece -> {};
    private long mayPublish;
    private long owed;
    private long number;

    private BigBinaryDevice(int port, int window) {
        this.window = window;
        try {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread reader = new Thread(this::read, "big-binary-" + socket.getLocalPort());
        reader.setDaemon(true);
        reader.start();
    }

    /** Signed in with a token, without a window; an empty device has no inbox. */
    public static BigBinaryDevice signedIn(NodeUnderTest node, String account, String device) {
        return signedIn(node.port("bigbinary"), node, account, device, 0);
    }

    /**
     * Signed in with a token, by way of any port.
     *
     * @param window bytes of frames that may be under way to it, returned as they are worked off; 0: any
     */
    public static BigBinaryDevice signedIn(int port, NodeUnderTest node, String account, String device, int window) {
        BigBinaryDevice one = new BigBinaryDevice(port, window);
        one.write(BigBinaryBytes.hello(
                BigBinaryBytes.BY_TOKEN, "", node.accounts().token(account), device, window));
        Wait.get(one.welcome);
        return one;
    }

    /** Says something to a room; its place there when it is committed, 0 for a channel. */
    public CompletableFuture<Long> send(String room, String cmid, String text) {
        return request(
                SEND,
                body -> body.text16(room).text8(cmid).text8("text").u8(0).raw(text.getBytes(StandardCharsets.UTF_8)),
                sent -> sent.getLong(8));
    }

    /** Has its ping answered. */
    public CompletableFuture<?> ping() {
        return request(PING, body -> {}, pong -> pong);
    }

    /** Opens the inbox; the cursor. */
    public long openInbox(int unacknowledged) {
        return Wait.get(request(OPEN_INBOX, body -> body.u8(unacknowledged), ByteBuffer::getLong));
    }

    /** Acknowledges an item of the inbox. */
    public void acknowledge(long iseq) {
        write(new BigBinaryBytes().u64(iseq).frame(ACK, 0));
    }

    /** Makes a virtual room. */
    public Place create() {
        return Wait.get(request(CREATE, body -> body.u8(0).text8(""), this::place));
    }

    /** Lets an account publish in a virtual room. */
    public void grant(String room, String account) {
        Wait.get(request(GRANT, body -> body.text8(room).text8(account), done -> done));
    }

    /** Joins a stream room. */
    public Place join(String room) {
        return Wait.get(request(JOIN, body -> body.text8(room), this::place));
    }

    /** Subscribes to all lanes of a stream room. */
    public void subscribe(String room) {
        Wait.get(request(
                LANE_SUBSCRIBE,
                body -> body.text8(room).text8("").u8(0),
                subscribed -> rooms.put(subscribed.getInt(), room)));
    }

    /** Publishes a frame; its place in the room, from the receipt. */
    public CompletableFuture<Long> publish(int handle, int kind, byte[] body) {
        CompletableFuture<Long> receipt = new CompletableFuture<>();
        synchronized (socket) {
            receipts.put(++number, receipt);
            write(new BigBinaryBytes()
                    .u32(handle)
                    .u64(number)
                    .u8(kind)
                    .text8("")
                    .raw(body)
                    .frame(PUBLISH, RECEIPT));
        }
        return receipt;
    }

    /** Publishes a piece of a payload, when the gateway's window has room for it. */
    public void publishPiece(int handle, long payload, long offset, long total, byte[] body) {
        awaitCredit(body.length);
        write(new BigBinaryBytes()
                .u32(handle)
                .u64(0)
                .u8(0)
                .text8("")
                .u64(payload)
                .u64(offset)
                .u64(total)
                .raw(body)
                .frame(PUBLISH, A_PIECE));
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException closedMeanwhile) {
            end(new Ending(-1, closedMeanwhile.toString()));
        }
    }

    /** What comes in pieces goes there, on the reading thread. */
    public void onPiece(Consumer<Piece> consumer) {
        onPiece = consumer;
    }

    /** The items of the inbox. */
    public Mailbox<Item> items() {
        return items;
    }

    /** The frames of stream rooms. */
    public Mailbox<StreamFrame> frames() {
        return frames;
    }

    /** What it was told to have missed. */
    public Mailbox<Gap> gaps() {
        return gaps;
    }

    /** How it ends. */
    public CompletableFuture<Ending> ended() {
        return ended;
    }

    /** Says goodbye, back when the connection is over. */
    public void closeInOrder() {
        write(new BigBinaryBytes().frame(0x02, 0));
        Wait.get(ended);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Asks; what is made of the answer is made on the reading thread, before it reads on. */
    private <T> CompletableFuture<T> request(int type, Consumer<BigBinaryBytes> rest, Function<ByteBuffer, T> made) {
        int req = requests.incrementAndGet();
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        CompletableFuture<T> result = answer.thenApply(made);
        pending.put(req, answer);
        BigBinaryBytes body = new BigBinaryBytes().u32(req);
        rest.accept(body);
        write(body.frame(type, 0));
        if (ended.isDone()) {
            answer.completeExceptionally(new IllegalStateException("closed: " + ended.getNow(null)));
        }
        return result;
    }

    private Place place(ByteBuffer entered) {
        Place place = new Place(entered.getInt(), entered.getLong(), entered.getLong(), text8(entered));
        rooms.put(place.handle(), place.room());
        return place;
    }

    private void awaitCredit(int bytes) {
        long deadline = System.nanoTime() + Wait.LIMIT.toNanos();
        synchronized (credit) {
            try {
                while (mayPublish < bytes) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0 || ended.isDone()) {
                        throw new AssertionError("no window to publish in: " + mayPublish + " bytes, " + ended);
                    }
                    credit.wait(left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", interrupted);
            }
            mayPublish -= bytes;
        }
    }

    private void grow(long bytes) {
        synchronized (credit) {
            mayPublish += bytes;
            credit.notifyAll();
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65_536))) {
            while (true) {
                int length = in.readInt();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                byte[] body = new byte[length - 2];
                in.readFully(body);
                take(type, flags, ByteBuffer.wrap(body));
            }
        } catch (EOFException over) {
            end(new Ending(-1, "end of stream"));
        } catch (IOException | RuntimeException failure) {
            end(new Ending(-1, failure.toString()));
        }
    }

    private void end(Ending how) {
        ended.complete(how);
        IllegalStateException closed = new IllegalStateException("closed: " + ended.getNow(how));
        welcome.completeExceptionally(closed);
        pending.values().forEach(answer -> answer.completeExceptionally(closed));
        receipts.values().forEach(receipt -> receipt.completeExceptionally(closed));
        grow(0);
    }

    private void take(int type, int flags, ByteBuffer body) {
        switch (type) {
            case WELCOME -> welcomed(body);
            case ITEM -> items.add(item(flags, body));
            case FRAME -> frame(flags, body);
            case GAP -> gaps.add(gap(body));
            case TAKEN -> taken(body);
            case REJECTED -> rejected(body);
            case GATEWAY_WINDOW -> grow(body.getInt() & 0xFFFF_FFFFL);
            case BYE -> end(new Ending(body.getShort() & 0xFFFF, text16(body)));
            case LANE, ENDED -> {}
            default -> answered(type, body);
        }
    }

    private void welcomed(ByteBuffer body) {
        body.get();
        body.getLong();
        text8(body);
        text8(body);
        body.getShort();
        body.getInt();
        grow(body.getInt() & 0xFFFF_FFFFL);
        welcome.complete(null);
    }

    private void answered(int type, ByteBuffer body) {
        CompletableFuture<ByteBuffer> answer = pending.remove(body.getInt());
        if (answer == null) {
            throw new IllegalStateException("an answer to nothing, of type " + type);
        }
        if (type == REFUSED) {
            answer.completeExceptionally(
                    new IllegalStateException("refused " + (body.getShort() & 0xFFFF) + " " + text16(body)));
        } else {
            answer.complete(body.slice());
        }
    }

    private static Item item(int flags, ByteBuffer body) {
        long iseq = body.getLong();
        body.getLong();
        body.getLong();
        long cseq = body.getLong();
        body.getLong();
        String room = text16(body);
        String from = text8(body);
        text8(body);
        return new Item(iseq, cseq, room, from, content(body), flags);
    }

    private static Buffer content(ByteBuffer body) {
        text8(body);
        for (int attributes = body.get() & 0xFF; attributes > 0; attributes--) {
            text8(body);
            text16(body);
        }
        return rest(body);
    }

    private void frame(int flags, ByteBuffer body) {
        int handle = body.getInt();
        body.getLong();
        long seq = body.getLong();
        int kind = body.get() & 0xFF;
        text8(body);
        String publisher = text8(body);
        int bytes;
        if ((flags & A_PIECE) != 0) {
            Piece piece = new Piece(body.getLong(), body.getLong(), body.getLong(), rest(body));
            bytes = piece.body().length();
            onPiece.accept(piece);
        } else {
            StreamFrame frame = new StreamFrame(rooms.get(handle), seq, kind, publisher, rest(body));
            bytes = frame.body().length();
            frames.add(frame);
        }
        giveBack(bytes);
    }

    private void giveBack(int bytes) {
        owed += bytes;
        if (window > 0 && owed >= window / 4) {
            write(new BigBinaryBytes().u32(owed).frame(WINDOW, 0));
            owed = 0;
        }
    }

    private static Gap gap(ByteBuffer body) {
        body.get();
        body.getLong();
        long from = body.getLong();
        long to = body.getLong();
        return new Gap(text16(body), from, to);
    }

    private void taken(ByteBuffer body) {
        body.getInt();
        CompletableFuture<Long> receipt = receipts.remove(body.getLong());
        body.getLong();
        if (receipt != null) {
            receipt.complete(body.getLong());
        }
    }

    private void rejected(ByteBuffer body) {
        body.getInt();
        CompletableFuture<Long> receipt = receipts.remove(body.getLong());
        if (receipt != null) {
            receipt.completeExceptionally(
                    new IllegalStateException("rejected " + (body.getShort() & 0xFFFF) + " " + text16(body)));
        }
    }

    private static String text8(ByteBuffer body) {
        return text(body, body.get() & 0xFF);
    }

    private static String text16(ByteBuffer body) {
        return text(body, body.getShort() & 0xFFFF);
    }

    private static String text(ByteBuffer body, int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Buffer rest(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return Buffer.buffer(bytes);
    }
}
