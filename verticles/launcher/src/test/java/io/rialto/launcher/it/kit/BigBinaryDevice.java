package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
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

    /** What somebody said to whoever was there. */
    public record Signal(String room, String from, String text) {}

    /** How the server ended the connection. */
    public record Ending(int code, String info) {}

    private static final int PING = 0x03;
    private static final int SEND = 0x04;
    private static final int SUBSCRIBE = 0x05;
    private static final int OPEN_INBOX = 0x07;
    private static final int ACK = 0x08;
    private static final int SIGNAL = 0x09;
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
    private static final int VIEWING = 0x93;
    private static final int GATEWAY_WINDOW = 0x8F;
    private static final int SIGNALLED = 0x92;
    private static final int BYE = 0x9F;
    private static final int RECEIPT = 1;
    private static final int A_PIECE = 2;

    private final BigBinarySocket socket;
    private final int window;
    private final Map<Integer, CompletableFuture<BigBinaryFields>> pending = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Long>> receipts = new ConcurrentHashMap<>();
    private final Map<Integer, String> rooms = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Mailbox<Item> items = new Mailbox<>("big-binary items");
    private final Mailbox<StreamFrame> frames = new Mailbox<>("big-binary frames");
    private final Mailbox<Signal> signals = new Mailbox<>("big-binary signals");
    private final Mailbox<Gap> gaps = new Mailbox<>("big-binary gaps");
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> welcome = new CompletableFuture<>();
    private final Credit credit = new Credit();
    private Consumer<Piece> onPiece = piece -> {};
    private long number;

    private BigBinaryDevice(int port, int window) {
        this.window = window;
        socket = new BigBinarySocket(port, new Reader());
        socket.start();
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
                sent -> sent.skip(8).u64());
    }

    /** Says something to whoever is there now. */
    public CompletableFuture<?> signal(String room, String text) {
        return request(
                SIGNAL,
                body -> body.text16(room).text8("text").u8(0).raw(text.getBytes(StandardCharsets.UTF_8)),
                done -> done);
    }

    /** Has its ping answered. */
    public CompletableFuture<?> ping() {
        return request(PING, body -> {}, pong -> pong);
    }

    /** Opens the inbox; the cursor. */
    public long openInbox(int unacknowledged) {
        return Wait.get(request(OPEN_INBOX, body -> body.u8(unacknowledged), BigBinaryFields::u64));
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
        Wait.get(trySubscribe(room));
    }

    /** Asks to subscribe to all lanes of a stream room. */
    public CompletableFuture<?> trySubscribe(String room) {
        return request(
                LANE_SUBSCRIBE,
                body -> body.text8(room).text8("").u8(0),
                subscribed -> rooms.put(subscribed.u32(), room));
    }

    /** Subscribes to channels, or to the live view of a group; what comes is not kept. */
    public CompletableFuture<?> listen(String filter) {
        return request(SUBSCRIBE, body -> body.text16(filter), done -> done);
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
        credit.take(body.length);
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
        socket.write(bytes);
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

    /** What it heard that is not kept. */
    public Mailbox<Signal> signals() {
        return signals;
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
        socket.close();
    }

    /** Asks; what is made of the answer is made on the reading thread, before it reads on. */
    private <T> CompletableFuture<T> request(
            int type, Consumer<BigBinaryBytes> rest, Function<BigBinaryFields, T> made) {
        int req = requests.incrementAndGet();
        CompletableFuture<BigBinaryFields> answer = new CompletableFuture<>();
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

    private Place place(BigBinaryFields entered) {
        Place place = new Place(entered.u32(), entered.u64(), entered.u64(), entered.text8());
        rooms.put(place.handle(), place.room());
        return place;
    }

    private void end(Ending how) {
        ended.complete(how);
        IllegalStateException closed = new IllegalStateException("closed: " + ended.getNow(how));
        welcome.completeExceptionally(closed);
        pending.values().forEach(answer -> answer.completeExceptionally(closed));
        receipts.values().forEach(receipt -> receipt.completeExceptionally(closed));
        credit.end();
    }

    private static Item item(int flags, BigBinaryFields body) {
        long iseq = body.u64();
        long cseq = body.skip(16).u64();
        String room = body.skip(8).text16();
        String from = body.text8();
        body.text8();
        return new Item(iseq, cseq, room, from, body.content(), flags);
    }

    private static Gap gap(BigBinaryFields body) {
        long from = body.skip(9).u64();
        long to = body.u64();
        return new Gap(body.text16(), from, to);
    }

    private static IllegalStateException failure(String what, BigBinaryFields body) {
        return new IllegalStateException(what + " " + body.u16() + " " + body.text16());
    }

    /** Takes what comes, on the reading thread. */
    private final class Reader implements BigBinarySocket.Reader {
        private long owed;

        @Override
        public void take(int type, int flags, BigBinaryFields body) {
            switch (type) {
                case WELCOME -> welcomed(body);
                case ITEM -> items.add(item(flags, body));
                case FRAME -> giveBack(frame(flags, body));
                case GAP -> gaps.add(gap(body));
                case SIGNALLED ->
                    signals.add(new Signal(
                            body.text16(), body.text8(), body.content().toString()));
                case TAKEN -> taken(body);
                case REJECTED -> rejected(body);
                case GATEWAY_WINDOW -> credit.grow(body.u32() & 0xFFFF_FFFFL);
                case BYE -> end(new Ending(body.u16(), body.text16()));
                case VIEWING -> rooms.put(body.u32(), body.skip(16).text8());
                case LANE, ENDED -> {}
                default -> answered(type, body);
            }
        }

        @Override
        public void ended(String why) {
            end(new Ending(-1, why));
        }

        private void welcomed(BigBinaryFields body) {
            body.skip(9);
            body.text8();
            body.text8();
            credit.grow(body.skip(6).u32() & 0xFFFF_FFFFL);
            welcome.complete(null);
        }

        private void answered(int type, BigBinaryFields body) {
            CompletableFuture<BigBinaryFields> answer = pending.remove(body.u32());
            if (answer == null) {
                throw new IllegalStateException("an answer to nothing, of type " + type);
            }
            if (type == REFUSED) {
                answer.completeExceptionally(failure("refused", body));
            } else {
                answer.complete(body);
            }
        }

        /** How many bytes its body has. */
        private int frame(int flags, BigBinaryFields body) {
            int handle = body.u32();
            long seq = body.skip(8).u64();
            int kind = body.u8();
            body.text8();
            String publisher = body.text8();
            if ((flags & A_PIECE) != 0) {
                Piece piece = new Piece(body.u64(), body.u64(), body.u64(), body.rest());
                onPiece.accept(piece);
                return piece.body().length();
            }
            StreamFrame frame = new StreamFrame(rooms.get(handle), seq, kind, publisher, body.rest());
            frames.add(frame);
            return frame.body().length();
        }

        private void giveBack(int bytes) {
            owed += bytes;
            if (window > 0 && owed >= window / 4) {
                write(new BigBinaryBytes().u32(owed).frame(WINDOW, 0));
                owed = 0;
            }
        }

        private void taken(BigBinaryFields body) {
            CompletableFuture<Long> receipt = receipts.remove(body.skip(4).u64());
            if (receipt != null) {
                receipt.complete(body.skip(8).u64());
            }
        }

        private void rejected(BigBinaryFields body) {
            CompletableFuture<Long> receipt = receipts.remove(body.skip(4).u64());
            if (receipt != null) {
                receipt.completeExceptionally(failure("rejected", body));
            }
        }
    }
}
