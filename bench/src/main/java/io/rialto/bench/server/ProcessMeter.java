package io.rialto.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what a process consumes from /proc. */
public final class ProcessMeter {
    private static final double TICKS = ticksPerSecond();
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final String RESIDENT = "VmRSS:";

    private final Path directory;

    /** Of the process with this id. */
    public ProcessMeter(long pid) {
        directory = Path.of("/proc", String.valueOf(pid));
    }

    /** CPU seconds of a process; 0 where it has just ended. */
    static double cpuOf(long pid) {
        try {
            return new ProcessMeter(pid).usage().cpu();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** What it has consumed by now. */
    public Usage usage() {
        try {
            return parse(
                    Files.readString(directory.resolve("stat")),
                    Files.readAllLines(directory.resolve("status")),
                    TICKS);
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }

    /** Which transport of Netty a JVM uses, from what it has open and loaded. */
    String transport() {
        try {
            return transport(ListeningSocket.open(directory), Files.readAllLines(directory.resolve("maps")));
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }

    /** Netty may have loaded a library only to see whether it would work: a ring that is open is in use. */
    static String transport(List<String> open, List<String> maps) {
        if (open.stream().anyMatch(file -> file.contains("[io_uring]"))) {
            return "io_uring";
        }
        return maps.stream().anyMatch(line -> line.contains("netty_transport_native_epoll")) ? "epoll" : "nio";
    }

    /** The fields after the command's closing parenthesis start with the state, field 3 of proc(5). */
    static Usage parse(String stat, List<String> status, double ticks) {
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1));
        return new Usage(
                Long.parseLong(fields.get(USER_TIME)) / ticks,
                Long.parseLong(fields.get(SYSTEM_TIME)) / ticks,
                kib(status, RESIDENT));
    }

    /** One line of what the kernel says of a process's memory, by its directory in /proc. */
    static long kib(Path process, String line) {
        try {
            return kib(Files.readAllLines(process.resolve("status")), line);
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }

    private static long kib(List<String> status, String start) {
        return status.stream()
                .filter(line -> line.startsWith(start))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static double ticksPerSecond() {
        return Double.parseDouble(Shell.line("getconf", "CLK_TCK").orElse("100"));
    }
}
