package io.rialto.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The most memory a server has while something goes on: resident as the kernel notes it, of its heap what is looked up ten times
 * a second, on a thread of its own until {@link #close()}.
 */
public final class PeakMemory implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final String HIGH_WATER = "VmHWM:";
    /** What makes the kernel begin anew with the highest (proc(5), clear_refs). */
    private static final String RESET = "5";

    private final Server server;
    private final Path directory;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Thread looking = new Thread(this::look, "peak-memory");
    private volatile double heap;

    /** From now on. */
    public PeakMemory(Server server) {
        this.server = server;
        this.directory = Path.of("/proc", String.valueOf(server.pid()));
        try {
            Files.writeString(directory.resolve("clear_refs"), RESET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heap = server.heapMib();
        looking.setDaemon(true);
        looking.start();
    }

    private void look() {
        while (!over.isDone()) {
            heap = Math.max(heap, server.heapMib());
            over.copy()
                    .completeOnTimeout(null, LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** The most of it so far, in MiB. */
    public double residentMib() {
        return ProcessMeter.kib(directory, HIGH_WATER) / 1024.0;
    }

    /** The most of it so far, in MiB; 0 where the server does not tell. */
    public double heapMib() {
        return heap;
    }

    @Override
    public void close() {
        over.complete(null);
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
