package io.rialto.launcher.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;

/** A big-binary connection without manners: sends any bytes, reads frame by frame. For one thread. */
public final class RawBigBinary implements AutoCloseable {
    private static final int WELCOME = 0x81;
    private static final int BYE = 0x9F;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RawSocket socket;

    private RawBigBinary(RawSocket socket) {
        this.socket = socket;
    }

    /** A connection that has said nothing. */
    public static RawBigBinary connect(NodeUnderTest node) {
        return new RawBigBinary(RawSocket.connect(node.port("bigbinary")));
    }

    /** Signed in with a token, on a device of its own. */
    public static RawBigBinary signedIn(NodeUnderTest node, String account, int window) {
        RawBigBinary raw = connect(node);
        raw.send(BigBinaryBytes.hello(
                BigBinaryBytes.BY_TOKEN, "", node.accounts().token(account), Accounts.fresh("raw"), window));
        raw.next(WELCOME);
        return raw;
    }

    /** Sends bytes as they are. */
    public RawBigBinary send(byte[] bytes) {
        socket.send(bytes);
        return this;
    }

    /** Says that nothing more will be sent. */
    public void finish() {
        socket.finish();
    }

    /** Cuts the connection with a reset. */
    public void cut() {
        socket.cut();
    }

    /** The body of the next frame of a type. */
    public ByteBuffer next(int type) {
        ByteBuffer frame = nextOrBye(type);
        assertThat(frame).as("a frame of type %02X", type).isNotNull();
        assertThat(type(frame)).as("the type of the frame").isEqualTo(type);
        return frame.position(2).slice();
    }

    /** Whether a frame of a type comes, or a BYE. */
    public boolean hasNextOrBye(int type) {
        return nextOrBye(type) != null;
    }

    /** The code of the BYE that is the last frame; -1 where the connection ends without one. */
    public int bye() {
        int code = -1;
        for (ByteBuffer frame = frame(); frame != null; frame = frame()) {
            code = type(frame) == BYE ? frame.getShort(2) : -1;
        }
        return code;
    }

    @Override
    public void close() {
        socket.close();
    }

    private ByteBuffer nextOrBye(int type) {
        ByteBuffer frame = frame();
        while (frame != null && type(frame) != type && type(frame) != BYE) {
            frame = frame();
        }
        return frame;
    }

    /** The next frame behind its length; null where the connection ends instead. */
    private ByteBuffer frame() {
        byte[] length = socket.read(4, SOON);
        if (length.length < 4) {
            return null;
        }
        byte[] frame = socket.read(ByteBuffer.wrap(length).getInt(), SOON);
        return frame.length < 2 ? null : ByteBuffer.wrap(frame);
    }

    private static int type(ByteBuffer frame) {
        return frame.get(0) & 0xFF;
    }
}
