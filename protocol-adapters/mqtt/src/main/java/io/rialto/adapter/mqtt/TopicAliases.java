package io.rialto.adapter.mqtt;

import io.rialto.contract.id.Topics;

/** The short numbers that one client has given to topics (MQTT 5 §3.3.2.3.4). Confined to its connection's event loop. */
final class TopicAliases {
    /** How many a client may use. */
    static final int MAXIMUM = 16;

    private String[] topics;
    private String lastLegal = "";

    /** The topic that a PUBLISH is for; remembers a new alias. */
    String resolve(PublishPacket publish) {
        String topic = publish.topic();
        if (!publish.properties().has(Property.TOPIC_ALIAS)) {
            return topic.isEmpty()
                    ? refuse(ReasonCodes.PROTOCOL_ERROR, "PUBLISH without topic or alias")
                    : legal(topic);
        }
        int alias = (int) publish.properties().number(Property.TOPIC_ALIAS, 0);
        if (alias == 0 || alias > MAXIMUM) {
            return refuse(ReasonCodes.TOPIC_ALIAS_INVALID, "topic alias is out of range");
        }
        return topic.isEmpty() ? known(alias) : remember(alias, legal(topic));
    }

    private String known(int alias) {
        String topic = topics == null ? null : topics[alias];
        return topic == null ? refuse(ReasonCodes.PROTOCOL_ERROR, "topic alias is unknown") : topic;
    }

    private String remember(int alias, String topic) {
        if (topics == null) {
            topics = new String[MAXIMUM + 1];
        }
        topics[alias] = topic;
        return topic;
    }

    @SuppressWarnings("ReferenceEquality") // another string of the same letters is looked through again, no more
    private String legal(String topic) {
        if (topic != lastLegal) {
            if (Topics.hasWildcard(topic)) {
                return refuse(ReasonCodes.TOPIC_NAME_INVALID, "topic has a wildcard");
            }
            lastLegal = topic;
        }
        return topic;
    }

    private static String refuse(int reason, String what) {
        throw new MalformedPacket(reason, what);
    }
}
