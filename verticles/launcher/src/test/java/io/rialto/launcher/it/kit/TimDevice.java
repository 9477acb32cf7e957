package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A TIM client of the JDK's WebSocket and libthrift's compact protocol: one terminal (tim-protocol.md). */
public final class TimDevice implements AutoCloseable {
    /** A stored message that came into the inbox. */
    public record Item(TimStruct message) {
        /** Its place in its room: what TIM calls its mid. */
        public long cseq() {
            return message.number(4);
        }

        /** Who sent it. */
        public String from() {
            return message.struct(6).text(1);
        }

        /** To whom; empty where it is to a group. */
        public String to() {
            return message.struct(7).text(1);
        }

        /** The group it is in; empty where it is in none. */
        public String group() {
            return message.number(1) == TO_ROOM ? message.struct(8).text(1) : "";
        }

        /** Its payload, a text or not. */
        public byte[] payload() {
            return message.bytes(message.fields().containsKey(10) ? 10 : 9);
        }

        /** Its place in its room with its fingerprint. */
        public History.Entry entry() {
            return new History.Entry(cseq(), Payloads.hash(payload()));
        }
    }

    /** What one frame brought into the inbox: a message, or a page of those that waited. */
    public record Delivery(List<Item> items, Runnable acknowledge) {}

    /** How a virtual room's frames are wanted. */
    public enum Mode {
        /** As TimStream structs. */
        STRUCTS,
        /** As big binary frames. */
        RAW
    }

    /** The command that asks for what came while it was away. */
    public static final int OFFLINE = 17;

    private static final int ACK = 12;
    private static final int PING = 13;
    private static final int AUTH = 16;
    private static final int OFFLINE_END = 18;
    private static final int PULL = 21;
    private static final int VROOM = 22;
    private static final int MESSAGE = 90;
    private static final int STREAM = 94;
    private static final int BIG_STREAM = 97;
    private static final int WANTS_ACK = 0x80;
    private static final byte TO_USER = 2;
    private static final byte TO_ROOM = 3;
    private static final byte NORMAL = 1;
    private static final int BINARY_END = 0x83;
    private static final int OF_ROOM = 2;
    private static final int REGISTER = 1;
    private static final int REMOVE = 2;
    private static final int GRANT = 3;
    private static final int SUBSCRIBE = 5;

    private final boolean manual;
    private final TimSocket socket;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Long>> unechoed = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<TimStruct>> unechoedRaw = new ConcurrentLinkedQueue<>();
    private final Mailbox<TimStruct> acks = new Mailbox<>("TimAcks");
    private final Mailbox<Delivery> deliveries = new Mailbox<>("TIM deliveries");
    private final Mailbox<Item> items = new Mailbox<>("TIM items");
    private final Mailbox<Item> pulled = new Mailbox<>("TIM history");
    private final Mailbox<StreamFrame> frames = new Mailbox<>("TIM frames");
    private final Mailbox<Integer> pongs = new Mailbox<>("TIM pongs");

    private TimDevice(int port, boolean manual) {
        this.manual = manual;
        this.socket = new TimSocket(port, this::take);
        socket.ended().thenAccept(this::closed);
    }

    /** A connection that has not signed in. */
    public static TimDevice connect(int port) {
        return new TimDevice(port, false);
    }

    /** Signed in with a token; what comes into the inbox is acknowledged at once. */
    public static TimDevice signedIn(NodeUnderTest node, String account, String device) {
        return signedIn(node.port("thrift"), node, account, device, false);
    }

    /**
     * Signed in with a token, by way of any port.
     *
     * @param manual whether what comes into the inbox is acknowledged by {@link Delivery#acknowledge} instead of at once
     */
    public static TimDevice signedIn(int port, NodeUnderTest node, String account, String device, boolean manual) {
        TimDevice tim = new TimDevice(port, manual);
        TimStruct auth = TimStruct.of(6, node.accounts().token(account), 7, Map.of("dev", device));
        TimStruct ack = tim.ask(AUTH, auth);
        if (!ack.flag(1) || !ack.text(5).equals(account)) {
            throw new AssertionError("the sign-in was answered " + describe(ack));
        }
        return tim;
    }

    /** Says something to a group; its place there, from the echo. */
    public CompletableFuture<Long> toRoom(String group, String text) {
        long id = ids.incrementAndGet();
        return say(id, TimStruct.of(1, TO_ROOM, 2, NORMAL, 3, id, 8, TimStruct.of(1, group), 10, text));
    }

    /** Says something to an account; its place in the room of the two, from the echo. */
    public CompletableFuture<Long> toUser(String account, String text) {
        long id = ids.incrementAndGet();
        return say(id, TimStruct.of(1, TO_USER, 2, NORMAL, 3, id, 7, TimStruct.of(1, account), 10, text));
    }

    /** Asks for what came into the inbox while it was away. */
    public void askForOffline() {
        raw(new byte[] {OFFLINE});
    }

    /** Reads so many messages of a group back from a place on, which must be there: the newest first, as TIM does. */
    public List<Item> pull(String group, long cseq, int count) {
        int before = pulled.size();
        raw(TimStruct.of(1, OF_ROOM, 2, group, 4, cseq, 5, (long) count).frame(PULL));
        return pulled.awaitSize(before + count).subList(before, before + count);
    }

    /** Registers a virtual room; its node. */
    public String registerRoom() {
        return vroom(REGISTER, TimStruct.of(1, REGISTER)).text(5);
    }

    /** Removes its virtual room. */
    public void removeRoom(String node) {
        vroom(REMOVE, TimStruct.of(1, REMOVE, 2, node));
    }

    /** Lets an account publish in its virtual room. */
    public void grant(String node, String account) {
        vroom(GRANT, TimStruct.of(1, GRANT, 2, node, 3, account));
    }

    /** Subscribes to a virtual room. */
    public void subscribe(String node, Mode mode) {
        vroom(
                SUBSCRIBE,
                mode == Mode.RAW ? TimStruct.of(1, SUBSCRIBE, 2, node, 4, 1L) : TimStruct.of(1, SUBSCRIBE, 2, node));
    }

    /** Publishes a frame as a struct; done when it is written, for TIM has no receipts. */
    public CompletableFuture<?> publish(String node, int kind, byte[] body) {
        return raw(TimStruct.of(1, 0L, 2, node, 3, (byte) kind, 4, body, 5, "").frame(STREAM));
    }

    /** Publishes a frame as a big binary with its length; done when it is written. */
    public CompletableFuture<?> publishRaw(String node, byte[] body) {
        byte[] name = node.getBytes(StandardCharsets.UTF_8);
        int length = 5 + name.length + 1 + body.length;
        return raw(ByteBuffer.allocate(length)
                .put((byte) BIG_STREAM)
                .putInt(length)
                .put(name)
                .put((byte) BINARY_END)
                .put(body)
                .array());
    }

    /** Has its ping answered: what it sent before has been read. */
    public void ping() {
        int before = pongs.size();
        raw(new byte[] {PING});
        pongs.awaitSize(before + 1);
    }

    /** Sends a frame as it is; done when it is written, or the connection is over. */
    public CompletableFuture<?> raw(byte[] frame) {
        return socket.send(frame);
    }

    /** Sends a message's frame as it is; its echo, whatever id that has. Only one at a time. */
    public CompletableFuture<TimStruct> rawMessage(byte[] frame) {
        CompletableFuture<TimStruct> echo = new CompletableFuture<>();
        unechoedRaw.add(echo);
        raw(frame);
        if (ended().isDone()) {
            closed(ended().join());
        }
        return echo;
    }

    /** Sends a text frame; done when it is written, or the connection is over. */
    public CompletableFuture<?> text(String text) {
        return socket.send(text);
    }

    /** Asks, then waits for the TimAck about the command. */
    public TimStruct ask(int command, TimStruct struct) {
        int before = acks.size();
        raw(struct.frame(command));
        return acks.await("TimAck of " + command, before, ack -> ack.number(2) == command);
    }

    /** The number of the failure that is told of a command. */
    public int refusal(int command) {
        TimStruct ack = acks.await("a refusal of " + command, 1, one -> one.number(2) == command && !one.flag(1));
        return (int) ack.struct(3).number(1);
    }

    /** Does this when a command is refused from now on; on the connection's own thread. */
    public void onRefusal(int command, Runnable then) {
        acks.listen(ack -> {
            if (ack.number(2) == command && !ack.flag(1)) {
                then.run();
            }
        });
    }

    /** The results that the server has told. */
    public Mailbox<TimStruct> acks() {
        return acks;
    }

    /** What came into the inbox, frame by frame. */
    public Mailbox<Delivery> deliveries() {
        return deliveries;
    }

    /** What came into the inbox, message by message. */
    public Mailbox<Item> items() {
        return items;
    }

    /** What came from virtual rooms. */
    public Mailbox<StreamFrame> frames() {
        return frames;
    }

    /** The close status when the connection is over; -1 where there was none. */
    public CompletableFuture<Integer> ended() {
        return socket.ended();
    }

    /** Closes in order, back when the server has answered. */
    public void closeInOrder() {
        socket.closeInOrder();
    }

    @Override
    public void close() {
        socket.close();
    }

    private CompletableFuture<Long> say(long id, TimStruct message) {
        CompletableFuture<Long> echo = new CompletableFuture<>();
        unechoed.put(id, echo);
        raw(message.frame(MESSAGE));
        if (ended().isDone()) {
            closed(ended().join());
        }
        return echo;
    }

    private TimStruct vroom(int what, TimStruct request) {
        int before = acks.size();
        raw(request.frame(VROOM));
        TimStruct ack = acks.await(
                "TimAck of virtual room " + what,
                before,
                one -> one.number(2) == VROOM && (one.number(4) == what || !one.flag(1)));
        if (!ack.flag(1)) {
            throw new AssertionError("virtual room " + what + " was answered " + describe(ack));
        }
        return ack;
    }

    private static String describe(TimStruct ack) {
        return "ok " + ack.flag(1) + ", code " + ack.struct(3).number(1) + ", node " + ack.text(5);
    }

    private void closed(int status) {
        IllegalStateException over = new IllegalStateException("closed: " + status, socket.failure());
        unechoed.values().forEach(echo -> echo.completeExceptionally(over));
        unechoedRaw.forEach(echo -> echo.completeExceptionally(over));
        Stream.of(acks, deliveries, items, pulled, frames, pongs).forEach(mailbox -> mailbox.end(over));
    }

    private void take(byte[] frame) {
        int first = frame[0] & 0xFF;
        switch (first) {
            case ACK -> acknowledged(TimStruct.read(frame, 1));
            case PING -> pongs.add(first);
            case PULL -> page(TimStruct.read(frame, 1)).forEach(pulled::add);
            case OFFLINE_END -> deliveries.add(new Delivery(List.of(), () -> {}));
            case MESSAGE -> echoed(TimStruct.read(frame, 1));
            case MESSAGE | WANTS_ACK -> deliver(frame, List.of(new Item(TimStruct.read(frame, 5))));
            case OFFLINE | WANTS_ACK -> deliver(frame, page(TimStruct.read(frame, 5)));
            case STREAM -> frames.add(frame(TimStruct.read(frame, 1)));
            case BIG_STREAM -> frames.add(frame(frame));
            default -> throw new IllegalStateException("a frame nobody expects: " + Arrays.toString(frame));
        }
    }

    private void acknowledged(TimStruct ack) {
        if (ack.number(2) == MESSAGE && !ack.flag(1)) {
            IllegalStateException refused = new IllegalStateException("refused: " + describe(ack));
            unechoed.values().forEach(echo -> echo.completeExceptionally(refused));
        }
        acks.add(ack);
    }

    private void echoed(TimStruct message) {
        CompletableFuture<Long> echo = unechoed.remove(message.number(3));
        if (echo != null) {
            echo.complete(message.number(4));
            return;
        }
        CompletableFuture<TimStruct> raw = unechoedRaw.poll();
        if (raw == null) {
            throw new IllegalStateException("the echo of something never said: " + message.number(3));
        }
        raw.complete(message);
    }

    private static List<Item> page(TimStruct list) {
        return list.structs(2).stream().map(Item::new).toList();
    }

    private void deliver(byte[] frame, List<Item> came) {
        Runnable acknowledge = () -> raw(new byte[] {ACK, frame[1], frame[2], frame[3], frame[4]});
        if (!manual) {
            acknowledge.run();
        }
        deliveries.add(new Delivery(came, acknowledge));
        came.forEach(items::add);
    }

    private static StreamFrame frame(TimStruct stream) {
        return new StreamFrame(
                "s:" + stream.text(2),
                stream.number(1),
                (int) stream.number(3),
                stream.text(5),
                Buffer.buffer(stream.bytes(4)));
    }

    private static StreamFrame frame(byte[] raw) {
        int end = 1;
        while ((raw[end] & 0xFF) != BINARY_END) {
            end++;
        }
        String room = "s:" + new String(raw, 1, end - 1, StandardCharsets.UTF_8);
        return new StreamFrame(room, -1, 0, "", Buffer.buffer(Arrays.copyOfRange(raw, end + 1, raw.length)));
    }
}
