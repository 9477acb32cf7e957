package io.rialto.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refuses two listeners on one port: sockets of one process may share a port, and then the management port would answer
 * where a public door is meant to.
 */
final class Ports {
    private final Map<String, String> taken = new LinkedHashMap<>();

    /** Adds a listener; 0 never collides. */
    Ports add(String section, boolean enabled, String host, int port) {
        if (!enabled || port == 0) {
            return this;
        }
        for (Map.Entry<String, String> other : taken.entrySet()) {
            if (collide(other.getKey(), host + ":" + port)) {
                throw new ConfigException(section + " and " + other.getValue() + " both listen on port " + port + " of "
                        + host + ", expected a port each");
            }
        }
        taken.put(host + ":" + port, section);
        return this;
    }

    private static boolean collide(String one, String other) {
        String onePort = one.substring(one.lastIndexOf(':'));
        return other.endsWith(onePort) && (one.equals(other) || isAny(one) || isAny(other));
    }

    private static boolean isAny(String address) {
        return address.startsWith("0.0.0.0:") || address.startsWith(":::") || address.startsWith("[::]:");
    }
}
