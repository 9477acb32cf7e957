package io.rialto.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shared subscriptions: {@code $share/GROUP/FILTER}. */
public record SharesConfig(
        @Setting(
                value = "Messages that wait in a share group (in an ordered one: for each member) while no member takes"
                        + " them; then the oldest of QoS 0 are dropped first, then the oldest.",
                def = "10000")
        int queue,

        @Setting(value = "Bytes of these messages.", def = "8388608")
        long queueBytes,

        @Setting(
                value = "Messages that a share group has read from its durable queue and that are not acknowledged.",
                def = "1024")
        int underWay,

        @Setting(
                value = "Keys of an ordered share group whose member is remembered; the longest unused are forgotten"
                        + " first.",
                def = "10000")
        int keys,

        @Setting(
                value = "Share groups whose messages of one key go to one member, as GROUP=topic or"
                        + " GROUP=property:NAME; a subscriber may ask for it too.",
                def = "")
        List<String> ordered,

        @Setting(
                value = "Whether the node that would serve a share group next knows its messages of QoS 1 and 2 that no"
                        + " member has acknowledged, so that they outlive a node that is lost. It costs a word between"
                        + " nodes for what comes, another for what is acknowledged.",
                def = "true")
        boolean standby,

        @Setting(
                value = "How long a message that was published before the next home of a share group, or its durable"
                        + " queue, had subscribed may be on its way: so long the earlier one listens as well. So long"
                        + " members may tell what they have of a home that is lost.",
                def = "1s")
        Duration grace,

        @Setting(
                value = "How long members on other nodes may acknowledge what they have before a node that stops takes"
                        + " it back, to pass it on.",
                def = "500ms")
        Duration finish,

        @Setting(value = "What a node that stops has not passed on by then is lost with it.", def = "3s")
        Duration stop) {
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final String EXPECTED = "expected GROUP=topic or GROUP=property:NAME";

    /** Checks the ranges. */
    public SharesConfig {
        Check.range("queue", queue, 1, 100_000_000);
        Check.range("queueBytes", queueBytes, 1024, 1L << 40);
        Check.range("underWay", underWay, 1, 1_000_000);
        Check.range("keys", keys, 1, 100_000_000);
        Check.range("grace", grace, Duration.ZERO, MOST);
        Check.range("finish", finish, Duration.ZERO, MOST);
        Check.range("stop", stop, finish, MOST);
        ordered = List.copyOf(ordered);
        orders(ordered);
    }

    /** What each ordered group goes by, by the group's name. */
    public Map<String, String> ordersByGroup() {
        return orders(ordered);
    }

    private static Map<String, String> orders(List<String> ordered) {
        Map<String, String> orders = new LinkedHashMap<>();
        for (String one : ordered) {
            int equals = one.indexOf('=');
            String order = one.substring(equals + 1);
            boolean legal = order.equals("topic") || (order.startsWith("property:") && order.length() > 9);
            if (equals < 1 || !legal) {
                throw new ConfigException("ordered", "has " + one + ", " + EXPECTED);
            }
            orders.put(one.substring(0, equals), order);
        }
        return orders;
    }
}
