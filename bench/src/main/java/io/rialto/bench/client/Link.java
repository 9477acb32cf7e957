package io.rialto.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection of the load client. Confined to the thread of its {@link LoadLoop}. */
final class Link {
    private static final byte[] NOTHING = {};

    private final LoadLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Wire wire;
    private final Events events;
    private final Outbox out = new Outbox();
    private byte[] carry = NOTHING;
    private int carried;
    private long skip;
    private boolean arriving;
    private long age;
    private int publisher;
    private long sequence;
    private boolean queued;
    private boolean paused;

    Link(LoadLoop loop, SocketChannel channel, SelectionKey key, Wire wire, Events events) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.wire = wire;
        this.events = events;
    }

    Events events() {
        return events;
    }

    Wire wire() {
        return wire;
    }

    int waiting() {
        return out.size();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Where to append what is to be sent; it goes out at the end of the loop's turn. */
    Outbox out() {
        if (!queued) {
            queued = true;
            loop.queue(this);
        }
        return out;
    }

    /** The message being taken carries this stamp; it counts when its last byte is there. */
    void arriving(ByteBuffer in, int stampAt) {
        arriving = true;
        age = Stamp.age(in, stampAt, loop.now());
        sequence = Stamp.sequence(in, stampAt);
        publisher = Stamp.publisher(in, stampAt);
    }

    long now() {
        return loop.now();
    }

    void connected() {
        try {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            wire.opened(this);
        } catch (IOException e) {
            close(e.toString());
        }
    }

    /** Reads nothing any more. */
    void stopReading() {
        paused = true;
        key.interestOps(0);
    }

    void flush() {
        queued = false;
        if (!channel.isConnected()) {
            return;
        }
        try {
            boolean all = out.sendTo(channel);
            int reading = paused ? 0 : SelectionKey.OP_READ;
            int wanted = all ? reading : reading | SelectionKey.OP_WRITE;
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        } catch (IOException e) {
            close(e.toString());
        }
    }

    void readable(ByteBuffer buffer) {
        buffer.clear().put(carry, 0, carried);
        try {
            if (channel.read(buffer) < 0) {
                close("closed by the server");
                return;
            }
            loop.tick();
        } catch (IOException e) {
            close(e.toString());
            return;
        }
        keep(buffer, takeFrames(buffer, buffer.position()));
    }

    private int takeFrames(ByteBuffer in, int end) {
        int at = 0;
        while (at < end && channel.isOpen()) {
            if (skip == 0) {
                skip = wire.take(this, in, at, end);
                if (skip == 0) {
                    break;
                }
            }
            int step = (int) Math.min(skip, end - at);
            at += step;
            skip -= step;
            if (skip == 0 && arriving) {
                arriving = false;
                events.delivered(age, publisher, sequence);
            }
        }
        return at;
    }

    private void keep(ByteBuffer buffer, int at) {
        carried = buffer.position() - at;
        if (carried == 0) {
            return;
        }
        if (carried == buffer.capacity()) {
            close("a frame larger than " + carried + " bytes");
            return;
        }
        if (carried > carry.length) {
            carry = new byte[Math.max(128, carried)];
        }
        buffer.get(at, carry, 0, carried);
    }

    /** Ends the connection with a reset, so that no port lingers. */
    void close(String why) {
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException e) {
                // A socket that cannot even be closed is lost all the same.
            }
            events.lost(why);
        }
    }
}
