package io.rialto.launcher.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The objects that another JVM of this machine still uses, counted by its JDK's {@code jcmd} after a full collection. */
public final class LiveHeap {
    private final long pid;

    /** The heap of the JVM with this number. */
    public LiveHeap(long pid) {
        this.pid = pid;
    }

    /** Bytes of all live objects. The first collection may only find what the second can take. */
    public long bytes() {
        run("GC.run");
        return total(run("GC.class_histogram"));
    }

    private static long total(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no histogram: " + histogram));
    }

    private String run(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
