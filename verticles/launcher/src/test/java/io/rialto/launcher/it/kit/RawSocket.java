package io.rialto.launcher.it.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A TCP connection without manners. For one thread. */
public final class RawSocket implements AutoCloseable {
    private final Socket socket;

    private RawSocket(Socket socket) {
        this.socket = socket;
    }

    /** Connects. */
    public static RawSocket connect(int port) {
        return connect(port, 0);
    }

    /** Connects from an address of this machine. */
    public static RawSocket connect(int port, InetAddress from) {
        return connect(port, 0, from);
    }

    /** Connects with a small receive buffer. */
    public static RawSocket connect(int port, int receiveBuffer) {
        return connect(port, receiveBuffer, null);
    }

    private static RawSocket connect(int port, int receiveBuffer, InetAddress from) {
        try {
            Socket socket = new Socket();
            if (from != null) {
                socket.bind(new InetSocketAddress(from, 0));
            }
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            return new RawSocket(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends bytes; whether the other side still takes them is not asked. */
    public RawSocket send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closedMeanwhile) {
            // the other side may close while we talk; what it said is read next
        }
        return this;
    }

    /** Sends text as UTF-8. */
    public RawSocket send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Exactly n bytes, or fewer where the other side closes first. */
    public byte[] read(int n) {
        return read(n, Wait.LIMIT);
    }

    /** Exactly n bytes, or fewer where the other side closes first. */
    public byte[] read(int n, Duration limit) {
        byte[] bytes = new byte[n];
        int at = 0;
        try {
            socket.setSoTimeout((int) limit.toMillis());
            while (at < n) {
                int count = socket.getInputStream().read(bytes, at, n - at);
                if (count < 0) {
                    return Arrays.copyOf(bytes, at);
                }
                at += count;
            }
            return bytes;
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("after " + at + " of " + n + " bytes nothing more came within " + limit, silent);
        } catch (IOException reset) {
            return Arrays.copyOf(bytes, at);
        }
    }

    /** Everything until the other side closes, which it must within the limit. */
    public byte[] readToEnd(Duration limit) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long deadline = System.nanoTime() + limit.toNanos();
        byte[] buffer = new byte[8192];
        try {
            while (true) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException("still open");
                }
                socket.setSoTimeout((int) left);
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return all.toByteArray();
                }
                all.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("not closed within " + limit + ", said so far: " + all, open);
        } catch (IOException reset) {
            return all.toByteArray();
        }
    }

    /** Says that nothing more will be sent. */
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException closedMeanwhile) {
            // what it said is read next
        }
    }

    /** Cuts the connection with a reset. */
    public void cut() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closedMeanwhile) {
            // then it is cut already
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
