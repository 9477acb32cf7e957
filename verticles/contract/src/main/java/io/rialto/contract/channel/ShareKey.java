package io.rialto.contract.channel;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What an ordered share group goes by: messages with the same key go to the same member.
 *
 * @param property the attribute, or user property of the publisher, that is the key; null where the topic is, as it is of
 *     messages without that property
 */
public record ShareKey(String property) {
    /** Messages of one topic go to one member. */
    public static final ShareKey TOPIC = new ShareKey(null);

    /** Where MQTT publishers' user properties stand: names, values, each with two bytes of length before it. */
    private static final String USER_PROPERTIES = "mqtt.up";

    private static final String BY_TOPIC = "topic";
    private static final String BY_PROPERTY = "property:";

    /** The key that is written {@code topic} or {@code property:NAME}; else {@code bad_request}. */
    public static ShareKey of(String text) {
        if (text.equals(BY_TOPIC)) {
            return TOPIC;
        }
        if (text.startsWith(BY_PROPERTY) && text.length() > BY_PROPERTY.length()) {
            return new ShareKey(text.substring(BY_PROPERTY.length()));
        }
        throw new GatewayException(
                ErrorCode.BAD_REQUEST, "the order of a share is by topic or by property:NAME, not by " + text);
    }

    /** The key of a message of this topic. */
    public String of(String topic, Content content) {
        String found = property == null || content.attrs().isEmpty() ? null : find(content);
        return found == null ? topic : found;
    }

    @Override
    public String toString() {
        return property == null ? BY_TOPIC : BY_PROPERTY + property;
    }

    private String find(Content content) {
        byte[] attribute = content.attrs().get(property);
        if (attribute != null) {
            return new String(attribute, StandardCharsets.UTF_8);
        }
        byte[] pairs = content.attrs().get(USER_PROPERTIES);
        return pairs == null ? null : find(ByteBuffer.wrap(pairs));
    }

    private String find(ByteBuffer pairs) {
        String name = text(pairs);
        String value = text(pairs);
        while (value != null) {
            if (name.equals(property)) {
                return value;
            }
            name = text(pairs);
            value = text(pairs);
        }
        return null;
    }

    /** The next text; null at the end, or where the attribute is no list of texts, since any client may have written it. */
    private static String text(ByteBuffer pairs) {
        if (pairs.remaining() < Short.BYTES) {
            return null;
        }
        int length = pairs.getShort() & 0xFFFF;
        if (pairs.remaining() < length) {
            return null;
        }
        byte[] bytes = new byte[length];
        pairs.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
