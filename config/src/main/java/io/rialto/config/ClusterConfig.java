package io.rialto.config;

import java.time.Duration;
import java.util.List;

/** Several nodes as one gateway. */
public record ClusterConfig(
        @Setting(
                value = "Whether this node joins others. Off: one node alone, nothing of this section is used.",
                def = "false")
        boolean enabled,

        @Setting(value = "Name of the cluster, the same on all its nodes.", def = "rialto")
        String name,

        @Setting(
                value = "What all nodes know and nobody else: at least 32 characters, the same on all nodes; links"
                        + " between nodes are encrypted and authenticated with it. A cluster needs one.",
                def = "")
        Secret secret,

        @Setting(
                value = "Address of this node that the others reach; all three ports are bound to it alone.",
                def = "127.0.0.1")
        String host,

        @Setting(
                value = "Port of the membership protocol (Hazelcast); it is not encrypted, keep it on a private"
                        + " network.",
                def = "5701")
        int port,

        @Setting(value = "Port that other nodes' messages and streams come in at.", def = "5801")
        int busPort,

        @Setting(
                value = "Addresses host:port of other nodes' membership ports; this node's own may be among them.",
                def = "")
        List<String> members,

        @Setting(value = "Whether nodes find one another by multicast instead of the list.", def = "false")
        boolean multicast,

        @Setting(value = "Multicast group.", def = "224.2.2.3")
        String multicastGroup,

        @Setting(value = "Multicast port.", def = "54327") int multicastPort,

        @Setting(
                value = "How long membership waits for a silent node, which links notice much earlier; the parts of a"
                        + " network that was split look for each other as often.",
                def = "10s")
        Duration memberTimeout,

        ClusterLinkConfig link,

        ClusterTalkConfig talk,

        ClusterRestartConfig restart) {
    private static final int SECRET_MIN = 32;

    /** Checks the ranges, the secret, the ports among themselves. */
    public ClusterConfig {
        members = List.copyOf(members);
        Check.notBlank("name", name);
        Check.notBlank("host", host);
        Check.notBlank("multicastGroup", multicastGroup);
        Check.range("port", port, 1, 65_535);
        Check.range("busPort", busPort, 1, 65_535);
        Check.range("multicastPort", multicastPort, 1, 65_535);
        Check.range("memberTimeout", memberTimeout, Duration.ofSeconds(2), Duration.ofMinutes(5));
        if (secret.isSet() && secret.value().length() < SECRET_MIN) {
            throw new ConfigException(
                    "secret", "has " + secret.value().length() + " characters, expected " + SECRET_MIN + " or more");
        }
        if (enabled && !secret.isSet()) {
            throw new ConfigException("secret", "is missing, expected what all nodes of the cluster know");
        }
        if (enabled && isEverywhere(host)) {
            throw new ConfigException("host", "is \"" + host + "\", expected one address that other nodes reach");
        }
        members.forEach(ClusterConfig::checkMember);
    }

    private static boolean isEverywhere(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    }

    private static void checkMember(String member) {
        if (!member.matches(".+:[0-9]{1,5}")) {
            throw new ConfigException("members", "has \"" + member + "\", expected host:port");
        }
    }
}
