package io.rialto.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How often a process asked the kernel to put files on the disk, counted by strace. */
public final class SyncCounts {
    private static final long PATIENCE = 10_000_000_000L;
    private static final long PAUSE = 50_000_000;
    private static final int CALLS = 3;

    private SyncCounts() {}

    /** The command that counts for the one after it; it stands aside so that the process keeps its id. */
    static List<String> tracer(Path counts) {
        return List.of(
                "strace",
                "-D",
                "-f",
                "-c",
                "-e",
                "trace=fsync,fdatasync",
                "-o",
                counts.toAbsolutePath().toString());
    }

    /** The sum in the file; it is written shortly after the process has ended. */
    public static long read(Path counts) {
        long end = System.nanoTime() + PATIENCE;
        try {
            while (Files.notExists(counts) || Files.size(counts) == 0) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("strace has counted nothing");
                }
                LockSupport.parkNanos(PAUSE);
            }
            return sum(Files.readAllLines(counts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a summary with the columns % time, seconds, usecs/call, calls, errors (or nothing), syscall. */
    static long sum(List<String> summary) {
        return summary.stream()
                .filter(line -> line.endsWith("sync"))
                .map(line -> line.trim().split("\\s+", -1))
                .mapToLong(fields -> Long.parseLong(fields[CALLS]))
                .sum();
    }
}
