package io.rialto.bench.report;

import io.rialto.bench.server.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a run was made on and with.
 *
 * @param run names the run; measurements refer to it
 * @param commit the commit of the sources, with a plus sign when something was changed since
 * @param cpu the processor's model
 * @param cores processors the JVM sees
 * @param kernel the kernel's release
 * @param jvm the JVM that runs both the gateway and the load client
 * @param transport how the gateway serves its sockets
 * @param peers the other servers with what they say of their versions
 * @param settings settings and JVM options given to the gateway by hand
 * @param rounds rounds a server and scenario
 * @param seconds length of a phase
 */
public record Setup(
        String run,
        String commit,
        String cpu,
        int cores,
        String kernel,
        String jvm,
        String transport,
        List<String> peers,
        List<String> settings,
        int rounds,
        double seconds) {
    private static final String MODEL = "model name";

    /** As things are here and now. */
    public static Setup here(String transport, List<String> peers, List<String> settings, int rounds, double seconds) {
        return new Setup(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                head(),
                model(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + release(System.getProperty("os.version")),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                transport,
                List.copyOf(peers),
                List.copyOf(settings),
                rounds,
                seconds);
    }

    /** The processor with its cores. */
    String machine() {
        return cpu + ", " + cores + " cores";
    }

    /** The same with these peers. */
    Setup with(List<String> others) {
        return new Setup(run, commit, cpu, cores, kernel, jvm, transport, others, settings, rounds, seconds);
    }

    /** The numbers alone: what a distribution or a host adds to them says nothing here. */
    static String release(String version) {
        return version.replaceAll("^([0-9.]*[0-9]).*$", "$1");
    }

    private static String head() {
        String id = Shell.line("git", "rev-parse", "--short", "HEAD").orElse("unknown");
        return id
                + Shell.line("git", "status", "--porcelain", "--untracked-files=no")
                        .map(any -> "+")
                        .orElse("");
    }

    private static String model() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
