package io.rialto.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Whose a listening port is: a load on somebody else's server would be measured on the wrong process. */
final class ListeningSocket {
    private static final String LISTENING = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSocket() {}

    /** Whether the process itself listens on the port. */
    static boolean belongsTo(long pid, int port) {
        Set<String> sockets = new HashSet<>();
        sockets.addAll(inodes(lines(Path.of("/proc/net/tcp")), port));
        sockets.addAll(inodes(lines(Path.of("/proc/net/tcp6")), port));
        return open(Path.of("/proc", String.valueOf(pid))).stream().anyMatch(sockets::contains);
    }

    /** What a process has open, by its directory in /proc. */
    static List<String> open(Path process) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.map(ListeningSocket::target).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sockets that listen on the port, named as in /proc/PID/fd. */
    static Set<String> inodes(List<String> table, int port) {
        String ending = String.format(Locale.ROOT, ":%04X", port);
        Set<String> inodes = new HashSet<>();
        for (String line : table) {
            List<String> fields = List.of(line.trim().split("\\s+", -1));
            if (fields.size() > INODE
                    && fields.get(STATE).equals(LISTENING)
                    && fields.get(LOCAL).endsWith(ending)) {
                inodes.add("socket:[" + fields.get(INODE) + "]");
            }
        }
        return inodes;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
