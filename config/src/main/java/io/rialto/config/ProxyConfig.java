package io.rialto.config;

import java.net.InetAddress;
import java.util.List;

/** Proxies before one listener that tell the real address of a connection (PROXY protocol, version 1 or 2). */
public record ProxyConfig(
        @Setting(
                value = "Whether every connection must begin with a PROXY protocol header (version 1 or 2); "
                        + "the address in it is the one that counts.",
                def = "false")
        boolean required,

        @Setting(value = "Addresses or networks of the proxies (10.0.0.7, 10.0.0.0/8, fd00::/8).", def = "[]")
        List<String> trusted) {
    /** Anybody could choose its own address otherwise. */
    public ProxyConfig {
        trusted = List.copyOf(trusted);
        trusted.forEach(network -> Network.parse("trusted", network));
        if (required && trusted.isEmpty()) {
            throw new ConfigException(
                    "trusted", "is empty while required is true, expected the addresses of the proxies");
        }
    }

    /** Whether a proxy at this address is believed. */
    public boolean trusts(InetAddress address) {
        return trusted.stream()
                .map(network -> Network.parse("trusted", network))
                .anyMatch(network -> network.contains(address));
    }
}
