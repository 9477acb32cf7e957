package io.rialto.storage.postgres;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real server that came through Maven, with its data in a directory: one for all tests of a JVM, or one of a test's own
 * that can be stopped, killed, frozen.
 */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final List<PostgresServer> SHARED = new ArrayList<>();
    private static final List<Path> TEMPLATES = new ArrayList<>();

    private final Path data;
    private final int port;
    private final boolean syncing;
    private EmbeddedPostgres running;

    private PostgresServer(Path data, boolean syncing) {
        this.data = data.toAbsolutePath();
        this.port = freePort();
        this.syncing = syncing;
    }

    /** The one that all tests of this JVM share, each with databases of its own; it ends with the JVM, syncs nothing. */
    public static synchronized PostgresServer shared() {
        if (SHARED.isEmpty()) {
            SHARED.add(started(
                    Path.of("target", "postgres-" + ProcessHandle.current().pid()), false));
        }
        return SHARED.get(0);
    }

    /** A new one with its data in a directory; it syncs its commits. */
    public static PostgresServer startedIn(Path data) {
        return started(data, true);
    }

    private static PostgresServer started(Path data, boolean syncing) {
        PostgresServer server = new PostgresServer(data, syncing);
        copy(template(), server.data);
        server.start();
        return server;
    }

    /** What a server makes of an empty directory, made once in a JVM: that takes it longer than a start. */
    private static synchronized Path template() {
        if (TEMPLATES.isEmpty()) {
            Path data = Path.of(
                    "target", "postgres-template-" + ProcessHandle.current().pid());
            PostgresServer server = new PostgresServer(data, false);
            server.start();
            server.stop();
            TEMPLATES.add(server.data);
        }
        return TEMPLATES.get(0);
    }

    /** With its rights: the server wants a directory that is its user's alone. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a database; its name. */
    public String createDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name);
        return name;
    }

    /** The URI of a database, as the superuser. */
    public String uri(String database) {
        return "postgresql://postgres:any@127.0.0.1:" + port + "/" + database;
    }

    /** Runs a statement in a database. */
    public void execute(String database, String sql) {
        query(database, sql);
    }

    /** The first column of the first row that a statement answers in a database; null where there is none. */
    public Object query(String database, String sql) {
        Vertx vertx = Vertx.vertx();
        try {
            return join(PgConnection.connect(vertx, Target.of(uri(database)).options())
                    .compose(connection -> connection.query(sql).execute().eventually(connection::close))
                    .map(rows ->
                            rows.size() == 0 ? null : rows.iterator().next().getValue(0)));
        } finally {
            join(vertx.close());
        }
    }

    /** Starts, on the same port, on what the data directory holds. */
    public void start() {
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries())
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", syncing ? "on" : "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("max_prepared_transactions", "0")
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops as an operator does it: connections are ended, everything is written. */
    public void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9 of the server's first process; the others follow by themselves. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.get(0).destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> all.stream().allMatch(PostgresServer::isGone));
        try {
            // It names a process that another server would take for alive until whoever inherited it has noticed its
            // end.
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stop();
    }

    /** Lets none of its processes run, until {@link #thaw()}: it is there, but silent. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets them run again. */
    public void thaw() {
        signal("CONT");
    }

    /** Its configuration directory. */
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + signal + " \"$@\"", "sh"));
        processes().forEach(one -> command.add(Long.toString(one.pid())));
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + signal + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Also when it is a zombie: it was inherited by a process that may take seconds to notice its end. */
    private static boolean isGone(ProcessHandle one) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(one.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException none) {
            return !one.isAlive();
        }
    }

    /** The first is the one that all others come from. */
    private List<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
            List<ProcessHandle> all = new ArrayList<>(List.of(first));
            first.descendants().forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked once per user: another one could not write there. */
    private static File binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "rialto-postgres-" + System.getProperty("user.name"))
                .toFile();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
