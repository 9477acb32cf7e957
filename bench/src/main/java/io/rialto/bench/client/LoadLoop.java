package io.rialto.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The one thread that serves all connections of the load client: reads, then one write a connection and turn. */
final class LoadLoop implements AutoCloseable {
    private static final int BUFFER = 512 << 10;
    private static final long MILLISECOND = 1_000_000;
    /** Below a millisecond a selector cannot wait: short naps, so that arrivals are seen at most this late. */
    private static final long NAP = 100_000;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Consumer<SelectionKey> serve = this::serve;
    private List<Link> queue = new ArrayList<>();
    private List<Link> flushing = new ArrayList<>();
    private long now = System.nanoTime();
    private long reads;

    LoadLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Link connect(Seat seat, Events events) {
        return connect(seat, events, 0);
    }

    /** Connects; the kernel keeps at most about so many bytes that are not read, 0 = as it likes. */
    Link connect(Seat seat, Events events, int receiveBuffer) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            Link link = new Link(this, channel, key, seat.wire(), events);
            key.attach(link);
            if (channel.connect(seat.server())) {
                link.connected();
            }
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the read under way returned. */
    long now() {
        return now;
    }

    /** Reads so far. */
    long reads() {
        return reads;
    }

    void queue(Link link) {
        queue.add(link);
    }

    /** Sends what has gathered, then waits at most this long for something to read and reads it. */
    void turn(long nanos) {
        flush();
        try {
            if (nanos >= MILLISECOND) {
                selector.select(serve, nanos / MILLISECOND);
            } else if (selector.selectNow(serve) == 0 && nanos > 0) {
                LockSupport.parkNanos(Math.min(nanos, NAP));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flush();
    }

    private void serve(SelectionKey key) {
        Link link = (Link) key.attachment();
        int ready = key.readyOps();
        if ((ready & SelectionKey.OP_CONNECT) != 0) {
            link.connected();
            return;
        }
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            link.flush();
        }
        if ((ready & SelectionKey.OP_READ) != 0 && link.isOpen()) {
            reads++;
            link.readable(buffer);
        }
    }

    private void flush() {
        List<Link> links = queue;
        queue = flushing;
        flushing = links;
        for (int i = 0; i < links.size(); i++) {
            links.get(i).flush();
        }
        links.clear();
    }

    /** Looks at the clock. */
    long tick() {
        now = System.nanoTime();
        return now;
    }

    @Override
    public void close() {
        for (SelectionKey key : selector.keys()) {
            ((Link) key.attachment()).close("done");
        }
        try {
            selector.selectNow();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
