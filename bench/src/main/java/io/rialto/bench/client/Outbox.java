package io.rialto.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** The bytes that wait to be sent on one connection. */
final class Outbox {
    private static final int SMALL = 256;

    private byte[] bytes = new byte[SMALL];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int from;
    private int to;

    /** Makes room for this many bytes at the end; the place is where they start in {@link #bytes()}. */
    int reserve(int count) {
        if (to + count > bytes.length) {
            makeRoom(count);
        }
        int at = to;
        to += count;
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    void append(byte[] more) {
        int at = reserve(more.length);
        System.arraycopy(more, 0, bytes, at, more.length);
    }

    int size() {
        return to - from;
    }

    /** Sends what it can; false when something is left. */
    boolean sendTo(WritableByteChannel channel) throws IOException {
        while (from < to) {
            view.limit(to).position(from);
            int sent = channel.write(view);
            if (sent == 0) {
                return false;
            }
            from += sent;
        }
        from = 0;
        to = 0;
        return true;
    }

    private void makeRoom(int count) {
        int waiting = size();
        byte[] target = waiting + count > bytes.length ? new byte[(waiting + count) * 2] : bytes;
        System.arraycopy(bytes, from, target, 0, waiting);
        if (target != bytes) {
            bytes = target;
            view = ByteBuffer.wrap(bytes);
        }
        from = 0;
        to = waiting;
    }

    /** What waits, for tests. */
    byte[] waiting() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
