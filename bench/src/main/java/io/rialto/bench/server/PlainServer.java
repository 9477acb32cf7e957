package io.rialto.bench.server;

import io.rialto.bench.client.Resident;
import io.rialto.bench.scenario.Door;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A peer with one door and no accounts: a process with a configuration file made for the load. */
final class PlainServer implements Server {
    private static final long PATIENCE = 60_000_000_000L;
    private static final long PAUSE = 20_000_000;

    private final String name;
    private final Door door;
    private final ServerProcess process;
    private final InetSocketAddress address;
    private final ProcessMeter meter;

    private PlainServer(String name, Door door, ServerProcess process, int port) {
        this.name = name;
        this.door = door;
        this.process = process;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.meter = new ProcessMeter(process.pid());
    }

    /** Starts it in a directory with this file in it; back when it takes connections on the port. */
    static PlainServer start(String name, Door door, int port, String file, String text, List<String> command) {
        Path directory = ServerProcess.newDirectory();
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PlainServer server = new PlainServer(name, door, ServerProcess.start(directory, command), port);
        server.awaitReady();
        return server;
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String words = process.lastWords();
                process.close();
                throw new IllegalStateException(name + " did not start: " + words);
            }
            LockSupport.parkNanos(PAUSE);
        }
        if (!ListeningSocket.belongsTo(process.pid(), address.getPort())) {
            process.close();
            throw new IllegalStateException("port " + address.getPort() + " belongs to another process");
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InetSocketAddress door(Door wanted) {
        if (wanted != door) {
            throw new IllegalArgumentException(name + " speaks " + door.title() + ", not " + wanted.title());
        }
        return address;
    }

    @Override
    public Usage usage() {
        return meter.usage();
    }

    @Override
    public List<Resident> newResidents(int count) {
        throw new IllegalStateException(name + " keeps no accounts");
    }

    @Override
    public List<Resident> residents(int count) {
        return newResidents(count);
    }

    @Override
    public double metric(String metric) {
        return 0;
    }

    @Override
    public double heapMib() {
        return 0;
    }

    @Override
    public void close() {
        process.close();
    }
}
