package io.rialto.launcher.it.kit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP connection of big-binary frames, read by a thread of its own. */
final class BigBinarySocket implements AutoCloseable {
    /** Who is told what comes, on the reading thread. */
    interface Reader {
        /** A frame. */
        void take(int type, int flags, BigBinaryFields body);

        /** Nothing more; from any thread, maybe several times. */
        void ended(String why);
    }

    private final Socket socket = new Socket();
    private final Reader reader;

    /** Connects; nothing is read yet. */
    BigBinarySocket(int port, Reader reader) {
        this.reader = reader;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Begins to read. */
    void start() {
        Thread thread = new Thread(this::read, "big-binary-" + socket.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends bytes as they are. */
    synchronized void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closedMeanwhile) {
            reader.ended(closedMeanwhile.toString());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
                reader.take(type, flags, new BigBinaryFields(body));
            }
        } catch (EOFException over) {
            reader.ended("end of stream");
        } catch (IOException | RuntimeException failure) {
            reader.ended(failure.toString());
        }
    }
}
