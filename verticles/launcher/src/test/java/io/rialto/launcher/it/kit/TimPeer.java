package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A TIM client of either flavour that says and hears everything as JSON, field by field as tim-protocol.md names them. It
 * acknowledges at once what asks for it. Safe on any thread.
 */
public final class TimPeer implements AutoCloseable {
    /** In which form it speaks. */
    public enum Flavour {
        JSON,
        COMPACT
    }

    /**
     * What came.
     *
     * @param command its number
     * @param wantedAck whether it had to be acknowledged
     * @param body the struct; empty where it has none
     * @param raw what stands behind the command, of big data
     */
    public record Frame(int command, boolean wantedAck, JsonObject body, Buffer raw) {}

    private static final int JSON_BIT = 0x80;
    private static final int WANTS_ACK = 0x80;
    private static final int ACK = 12;
    private static final int PING = 13;
    private static final int AUTH = 16;
    private static final int OFFLINE_END = 18;
    private static final int BIG_STRING = 95;

    private final String name;
    private final Flavour flavour;
    private final TimSocket socket;
    private final Mailbox<Frame> frames;
    private volatile boolean acknowledges = true;
    private int seen;
    private String node;

    private TimPeer(int port, String name, Flavour flavour) {
        this.name = name;
        this.flavour = flavour;
        this.frames = new Mailbox<>("TIM frames of " + name);
        this.socket = new TimSocket(port, this::take);
    }

    /** Connects, signs in with this TimAuth, which must succeed. */
    public static TimPeer signedIn(NodeUnderTest node, Flavour flavour, JsonObject auth) {
        TimPeer peer = connected(node, flavour, auth.getString("name", "peer"));
        JsonObject ack = peer.ask(AUTH, auth);
        if (!ack.getBoolean("ok")) {
            throw new AssertionError("the sign-in was answered " + ack);
        }
        peer.node = ack.getString("n");
        return peer;
    }

    /** A connection that has not signed in. */
    public static TimPeer connected(NodeUnderTest node, Flavour flavour, String name) {
        return new TimPeer(node.port("thrift"), name, flavour);
    }

    /** Its own node. */
    public String node() {
        return node;
    }

    /** From now on it acknowledges nothing. */
    public void stopAcknowledging() {
        acknowledges = false;
    }

    /** Says a struct. */
    public TimPeer say(int command, JsonObject struct) {
        socket.send(frame(command, struct));
        return this;
    }

    /** Says bytes as they are. */
    public TimPeer raw(byte[] frame) {
        socket.send(frame);
        return this;
    }

    /** Says a struct; the next TimAck about that command. */
    public JsonObject ask(int command, JsonObject struct) {
        say(command, struct);
        return hear(
                        "TimAck of " + command,
                        frame -> frame.command() == ACK && frame.body().getInteger("timType") == command)
                .body();
    }

    /** The next frame of a command, behind those that were heard before; whatever stands between is passed over. */
    public JsonObject hear(int command) {
        return hear("command " + command, frame -> frame.command() == command).body();
    }

    /** The next frame that fits. */
    public Frame hear(String what, java.util.function.Predicate<Frame> fits) {
        synchronized (frames) {
            int from = seen;
            Frame found = frames.await(name + " hears " + what, from, fits);
            seen = frames.all().subList(from, frames.size()).indexOf(found) + from + 1;
            return found;
        }
    }

    /** Has its ping answered: what it said before has been dealt with as far as the door does that at once. */
    public TimPeer ping() {
        socket.send(new byte[] {PING});
        hear(PING);
        return this;
    }

    /** Everything that came, in order. */
    public Mailbox<Frame> frames() {
        return frames;
    }

    /** Passes over everything that has come. */
    public void forget() {
        seen = frames.size();
    }

    /** The close status when the connection is over. */
    public int awaitEnd() {
        return Wait.get(socket.ended());
    }

    /** Closes in order, back when the server has answered. */
    public void leave() {
        socket.closeInOrder();
    }

    @Override
    public void close() {
        socket.close();
    }

    private byte[] frame(int command, JsonObject struct) {
        if (flavour == Flavour.COMPACT) {
            return TimSchema.toServer(command).compact(struct).frame(command);
        }
        byte[] text = struct.encode().getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[text.length + 1];
        frame[0] = (byte) (command | JSON_BIT);
        System.arraycopy(text, 0, frame, 1, text.length);
        return frame;
    }

    private void take(byte[] frame) {
        boolean wantsAck = (frame[0] & WANTS_ACK) != 0;
        int command = frame[0] & ~WANTS_ACK & 0xFF;
        if (wantsAck && acknowledges) {
            socket.send(new byte[] {ACK, frame[1], frame[2], frame[3], frame[4]});
        }
        int start = wantsAck ? 5 : 1;
        boolean bare = command == PING || command == OFFLINE_END || command >= BIG_STRING;
        byte[] rest = Arrays.copyOfRange(frame, start, frame.length);
        frames.add(new Frame(
                command, wantsAck, bare ? new JsonObject() : body(command, frame, start), Buffer.buffer(rest)));
    }

    private JsonObject body(int command, byte[] frame, int start) {
        if (flavour == Flavour.COMPACT) {
            return TimSchema.toClient(command).json(TimStruct.read(frame, start));
        }
        return new JsonObject(new String(frame, start, frame.length - start, StandardCharsets.UTF_8));
    }
}
