package io.rialto.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How long this process has been there. Linux counts it in hundredths of a second; what {@link ProcessHandle} says of it is
 * wrong by up to a second, as it adds to the whole second in which the machine has started.
 */
final class ProcessAge {
    private static final Path PROCESS = Path.of("/proc/self/stat");
    private static final Path MACHINE = Path.of("/proc/uptime");

    /** Of those behind the name, the one with the start (proc_pid_stat(5), field 22). */
    private static final int START = 19;
    /** Of a tick: 1/100 s in whatever user programs see. */
    private static final int MILLIS = 10;

    private ProcessAge() {}

    static long millis() {
        try {
            OptionalLong exact = millis(Files.readString(PROCESS), Files.readString(MACHINE));
            return exact.isPresent() ? exact.getAsLong() : asJavaSays();
        } catch (IOException otherSystem) {
            return asJavaSays();
        }
    }

    /** None where the two do not fit, as where a container has a machine's age of its own. */
    static OptionalLong millis(String process, String machine) {
        String[] behindTheName = process.substring(process.lastIndexOf(')') + 2).split(" ", -1);
        String uptime = machine.substring(0, machine.indexOf(' '));
        long age = (long) (Double.parseDouble(uptime) * 1000) - Long.parseLong(behindTheName[START]) * MILLIS;
        return age >= 0 ? OptionalLong.of(age) : OptionalLong.empty();
    }

    private static long asJavaSays() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Math.max(0, System.currentTimeMillis() - start.toEpochMilli()))
                .orElse(0L);
    }
}
