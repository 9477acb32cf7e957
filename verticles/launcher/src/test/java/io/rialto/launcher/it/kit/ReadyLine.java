package io.rialto.launcher.it.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node prints when it serves: {@code ready in 812 ms http=127.0.0.1:8080 mqtt=… management=…}.
 *
 * @param millis what the start took
 * @param ports by the doors' names
 */
public record ReadyLine(long millis, Map<String, Integer> ports) {
    private static final Pattern LINE = Pattern.compile("ready in (\\d+) ms((?: [a-z]+=[^ :]+:\\d+)+)");
    private static final Pattern DOOR = Pattern.compile(" ([a-z]+)=[^ :]+:(\\d+)");

    /** The line where it is one. */
    public static Optional<ReadyLine> read(String line) {
        Matcher whole = LINE.matcher(line);
        if (!whole.matches()) {
            return Optional.empty();
        }
        Map<String, Integer> ports = new LinkedHashMap<>();
        Matcher door = DOOR.matcher(whole.group(2));
        while (door.find()) {
            ports.put(door.group(1), Integer.valueOf(door.group(2)));
        }
        return Optional.of(new ReadyLine(Long.parseLong(whole.group(1)), Map.copyOf(ports)));
    }
}
