package io.rialto.launcher.it.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A relay before a door that can stop what flows from the door, so that any client becomes one that does not read. */
public final class Faucet implements AutoCloseable {
    /** So little that the door notices at once. */
    private static final int RECEIVE_BUFFER = 4096;

    private static final int CHUNK = 16_384;

    private final ServerSocket server;
    private final int door;
    private final List<Socket> sockets = new ArrayList<>();
    private long mayPass = Long.MAX_VALUE;

    /** Before a port on loopback, open. */
    public Faucet(int door) {
        this.door = door;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start("faucet", this::accept);
    }

    /** Where clients connect. */
    public int port() {
        return server.getLocalPort();
    }

    /** Nothing more comes from the door. */
    public synchronized void shut() {
        mayPass = 0;
    }

    /** So many bytes more come from the door, or a few more than that. */
    public synchronized void letPass(int bytes) {
        mayPass += bytes;
        notifyAll();
    }

    /** What the door says comes again. */
    public synchronized void open() {
        mayPass = Long.MAX_VALUE;
        notifyAll();
    }

    @Override
    public void close() {
        open();
        try {
            server.close();
            for (Socket socket : sockets()) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized List<Socket> sockets() {
        return List.copyOf(sockets);
    }

    private synchronized void keep(Socket socket) {
        sockets.add(socket);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket behind = new Socket();
                keep(client);
                keep(behind);
                behind.setReceiveBufferSize(RECEIVE_BUFFER);
                behind.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door), 10_000);
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                start("faucet-up", () -> pass(client, behind, false));
                start("faucet-down", () -> pass(behind, client, true));
            }
        } catch (IOException closed) {
            // the faucet is closed, or the door is: then there is nothing to accept
        }
    }

    private void pass(Socket from, Socket to, boolean down) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            awaitOpen(down);
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                awaitOpen(down);
                out.write(chunk, 0, count);
                passed(down ? count : 0);
                awaitOpen(down);
            }
        } catch (IOException closed) {
            // either side may end the connection: both ends are closed with it
        }
    }

    private synchronized void awaitOpen(boolean down) throws IOException {
        try {
            while (down && mayPass <= 0) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private synchronized void passed(int bytes) {
        if (mayPass < Long.MAX_VALUE) {
            mayPass -= bytes;
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
