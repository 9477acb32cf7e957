package io.rialto.adapter.mqtt;

import java.util.HashMap;
import java.util.Map;

/**
 * The short numbers that this server has given to topics towards one client (MQTT 5 §3.3.2.3.4): the first so many topics
 * have one as long as the connection stands. Confined to the connection's event loop.
 */
final class OutboundAliases {
    /** What an alias takes in a packet; shorter topics are better written out. */
    private static final int BYTES = 3;

    private final Client client;
    private final int limit;
    private final Map<String, Integer> given = new HashMap<>(4);

    private OutboundAliases(Client client) {
        this.client = client;
        this.limit = Math.min(client.aliases(), TopicAliases.MAXIMUM);
    }

    /** Null for a client that takes no alias (MQTT-3.1.2-27), which costs nothing then. */
    static OutboundAliases of(Client client) {
        return client.aliases() == 0 ? null : new OutboundAliases(client);
    }

    /**
     * The packet with the alias of its topic, as far as there is one.
     *
     * @param certain whether it goes to the client for sure: only then it may introduce an alias
     */
    OutgoingPublish shorten(OutgoingPublish publish, String topic, boolean certain) {
        Integer known = given.get(topic);
        if (known != null) {
            return publish.underAlias(known);
        }
        if (!certain || given.size() == limit || publish.topic().length <= BYTES) {
            return publish;
        }
        OutgoingPublish introduced = publish.withAlias(given.size() + 1);
        if (!client.takes(introduced.size())) {
            return publish;
        }
        given.put(topic, given.size() + 1);
        return introduced;
    }
}
