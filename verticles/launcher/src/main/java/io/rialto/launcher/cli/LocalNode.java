package io.rialto.launcher.cli;

import io.rialto.config.ConfigException;
import io.rialto.config.HttpListenerConfig;
import io.rialto.config.ManagementConfig;
import io.rialto.config.RialtoConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The node of a configuration, as commands on the same machine reach it. */
record LocalNode(RialtoConfig config) {
    /** Where it speaks the native protocol. */
    Endpoint webSocket() {
        HttpListenerConfig http = config.listeners().http();
        String host = http.host().isEmpty() ? config.listeners().host() : http.host();
        requirePort("listeners.http.port", http.port(), "--url");
        return new Endpoint(address(http.tls().enabled() ? "wss" : "ws", host, http.port(), "/v1/ws"), http.tls());
    }

    /** Its management port. */
    Endpoint management() {
        ManagementConfig management = config.management();
        requirePort("management.port", management.port(), "--management");
        String scheme = management.tls().enabled() ? "https" : "http";
        return new Endpoint(address(scheme, management.host(), management.port(), ""), management.tls());
    }

    /** The operator's secret: from the configuration, else what the node has made at its first start. */
    String adminSecret() {
        if (config.admin().secret().isSet()) {
            return config.admin().secret().value();
        }
        Path file = config.node().data().resolve("admin.secret");
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException missing) {
            throw CommandFailure.failed("there is no " + file + ": the node makes it at its first start;"
                    + " give --config as the node has it, or --admin-secret");
        } catch (IOException unreadable) {
            throw CommandFailure.failed("cannot read the operator's secret: " + Cause.of(unreadable));
        }
    }

    private static void requirePort(String key, int port, String option) {
        if (port == 0) {
            throw new ConfigException(key + " is 0, which is any free one: give " + option);
        }
    }

    /** The wildcard address is where a server listens, not where one connects to. */
    private static URI address(String scheme, String host, int port, String path) {
        String reachable =
                switch (host) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::" -> "::1";
                    default -> host;
                };
        String literal = reachable.contains(":") ? "[" + reachable + "]" : reachable;
        return URI.create(scheme + "://" + literal + ":" + port + path);
    }
}
