package io.rialto.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel keeps for itself: slab of the whole machine, in KiB. */
public final class KernelMemory {
    private static final Path FILE = Path.of("/proc/meminfo");

    private KernelMemory() {}

    /** By now. */
    public static long slabKib() {
        try {
            return slabKib(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long slabKib(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("Slab:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
