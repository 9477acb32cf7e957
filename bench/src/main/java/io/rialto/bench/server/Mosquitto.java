package io.rialto.bench.server;

import io.rialto.bench.client.Resident;
import io.rialto.bench.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Mosquitto with a configuration made for the load, as in the published comparisons. */
public final class Mosquitto implements Server {
    /** Its name in results. */
    public static final String NAME = "mosquitto";

    private static final long PATIENCE = 10_000_000_000L;
    private static final long PAUSE = 20_000_000;

    private final ServerProcess process;
    private final InetSocketAddress address;
    private final ProcessMeter meter;

    private Mosquitto(ServerProcess process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
        this.meter = new ProcessMeter(process.pid());
    }

    /** Starts it on a free port. */
    public static Mosquitto start() {
        Path directory = ServerProcess.newDirectory();
        int port = FreePort.any();
        write(directory.resolve("mosquitto.conf"), configuration(port));
        ServerProcess process = ServerProcess.start(directory, List.of("mosquitto", "-c", "mosquitto.conf"));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Mosquitto server = new Mosquitto(process, address);
        server.awaitReady();
        return server;
    }

    static String configuration(int port) {
        return String.join(
                "\n",
                "listener " + port + " 127.0.0.1",
                "allow_anonymous true",
                "max_queued_messages 100000",
                "max_inflight_messages 100",
                "persistence false",
                "log_dest none",
                "");
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String words = process.lastWords();
                process.close();
                throw new IllegalStateException("mosquitto did not start: " + words);
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

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean speaksNative() {
        return false;
    }

    @Override
    public InetSocketAddress door(Scenario.Door door) {
        if (door != Scenario.Door.MQTT) {
            throw new IllegalArgumentException("mosquitto has no native protocol");
        }
        return address;
    }

    @Override
    public Usage usage() {
        return meter.usage();
    }

    @Override
    public List<Resident> newResidents(int count) {
        throw new IllegalStateException("mosquitto keeps no accounts");
    }

    @Override
    public void close() {
        process.close();
    }
}
