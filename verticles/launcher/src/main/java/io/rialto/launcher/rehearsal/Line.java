package io.rialto.launcher.rehearsal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The connection of one client. A thread of its own hears what the node says and counts it; whoever plays the client, on any
 * other thread, waits for these counts.
 */
abstract class Line implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int BUFFER = 8_192;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private long answered;
    private long heard;
    private IOException lost;
    private boolean closed;

    /** Connected to a port of this machine. */
    Line(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Reads one thing that the node says. */
    abstract void hear(DataInputStream in) throws IOException;

    /** What the node says from now on is read. */
    void listen(String name) {
        Thread thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                hear(in);
                if (in.available() == 0) {
                    flush();
                }
            }
        } catch (IOException over) {
            end(over);
        }
    }

    private synchronized void end(IOException over) {
        lost = over;
        notifyAll();
    }

    /** Says something, with the next {@link #flush}. */
    void say(byte[] words) throws IOException {
        synchronized (out) {
            out.write(words);
        }
    }

    void flush() throws IOException {
        synchronized (out) {
            out.flush();
        }
    }

    /** The connection itself, for what is said before {@link #listen}. */
    DataInputStream in() {
        return in;
    }

    /** Something that was asked for has its answer. */
    synchronized void countAnswer() {
        answered++;
        notifyAll();
    }

    /** Something was delivered. */
    synchronized void countDelivery() {
        heard++;
        notifyAll();
    }

    /** Blocks until as many answers have come, all in all. */
    void awaitAnswers(long count) throws IOException {
        await("answers", () -> answered, count);
    }

    /** Blocks until as much was delivered, all in all. */
    void awaitDeliveries(long count) throws IOException {
        await("deliveries", () -> heard, count);
    }

    private synchronized void await(String what, LongSupplier counted, long count) throws IOException {
        long late = System.nanoTime() + PATIENCE_NANOS;
        while (counted.getAsLong() < count) {
            long millis = TimeUnit.NANOSECONDS.toMillis(late - System.nanoTime());
            if (lost != null || millis <= 0) {
                throw new IOException(counted.getAsLong() + " of " + count + " " + what + " have come", lost);
            }
            try {
                wait(millis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    /** Says good-bye as its protocol has it. */
    abstract byte[] farewell();

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try (socket) {
                say(farewell());
                flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
