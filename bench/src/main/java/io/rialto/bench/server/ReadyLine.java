package io.rialto.bench.server;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line a gateway prints when it can serve: {@code ready in N ms mqtt=HOST:PORT …}. */
final class ReadyLine {
    private static final Pattern DOOR = Pattern.compile("(\\w+)=(\\S+):(\\d+)");

    private final Map<String, InetSocketAddress> doors;

    private ReadyLine(Map<String, InetSocketAddress> doors) {
        this.doors = doors;
    }

    static ReadyLine parse(String line) {
        Map<String, InetSocketAddress> doors = new LinkedHashMap<>();
        Matcher matcher = DOOR.matcher(line);
        while (matcher.find()) {
            doors.put(matcher.group(1), new InetSocketAddress(matcher.group(2), Integer.parseInt(matcher.group(3))));
        }
        return new ReadyLine(doors);
    }

    InetSocketAddress address(String door) {
        InetSocketAddress address = doors.get(door);
        if (address == null) {
            throw new IllegalStateException("the gateway has no door " + door + ", only " + doors.keySet());
        }
        return address;
    }

    Collection<InetSocketAddress> addresses() {
        return doors.values();
    }
}
