package io.rialto.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A PostgreSQL of this machine with a cluster of its own, empty, which syncs its commits; gone after {@link #close()}. */
public final class Postgres implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String SERVER = "postgres";
    private static final String ROOT = "root";
    private static final long PATIENCE = 30_000_000_000L;
    private static final long PAUSE = 50_000_000;

    private final ServerProcess process;
    private final int port;

    private Postgres(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Why there can be none; empty where there can. */
    public static Optional<String> absence() {
        return binaries().isPresent()
                ? Optional.empty()
                : Optional.of("PostgreSQL is not installed here (no initdb on the PATH or below " + DEBIAN + ")");
    }

    /** Makes and starts one; back when it takes connections. */
    public static Postgres start() {
        Path binaries =
                binaries().orElseThrow(() -> new IllegalStateException(absence().orElse("")));
        Path directory = ServerProcess.newDirectory();
        if (isRoot()) {
            Shell.run(directory, List.of("chown", SERVER, directory.toString()));
        }
        String data = directory.resolve("data").toString();
        Shell.run(
                directory,
                unprivileged(List.of(
                        binaries.resolve("initdb").toString(),
                        "-D",
                        data,
                        "-U",
                        "rialto",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync")));
        int port = FreePort.any();
        ServerProcess process = ServerProcess.start(
                directory,
                unprivileged(List.of(
                        binaries.resolve(SERVER).toString(),
                        "-D",
                        data,
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "port=" + port,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=on",
                        "-c",
                        "wal_init_zero=off", // this and the next as config/examples/postgres.yaml advises
                        "-c",
                        "min_wal_size=2GB",
                        "-c",
                        "max_connections=200")));
        Postgres database = new Postgres(process, port);
        database.awaitReady();
        return database;
    }

    /** What a gateway finds it by. */
    public String uri() {
        return "postgresql://rialto:any@127.0.0.1:" + port + "/postgres";
    }

    /** CPU seconds of all its processes that are there now. */
    public double cpu() {
        return process.family().mapToDouble(ProcessMeter::cpuOf).sum();
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE;
        while (!ListeningSocket.belongsTo(process.pid(), port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String words = process.lastWords();
                process.close();
                throw new IllegalStateException("PostgreSQL did not start: " + words);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** The server refuses to run as root. */
    private static List<String> unprivileged(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> other =
                new ArrayList<>(List.of("setpriv", "--reuid=" + SERVER, "--regid=" + SERVER, "--clear-groups", "--"));
        other.addAll(command);
        return other;
    }

    private static boolean isRoot() {
        return ROOT.equals(System.getProperty("user.name"));
    }

    private static Optional<Path> binaries() {
        Optional<Path> onPath = Shell.which("initdb").map(file -> Path.of(file).getParent());
        if (onPath.isPresent() || !Files.isDirectory(DEBIAN)) {
            return onPath;
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(bin ->
                            Double.parseDouble(bin.getParent().getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
