package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The properties of a PUBLISH that travel with its payload as attributes, and back: content type {@code mqtt.ct}, response
 * topic {@code mqtt.rt}, correlation data {@code mqtt.cd}, user properties {@code mqtt.up} as they stand on the wire, in
 * order, repeats included.
 */
final class AttrProperties {
    private static final String CONTENT_TYPE = "mqtt.ct";
    private static final String RESPONSE_TOPIC = "mqtt.rt";
    private static final String CORRELATION_DATA = "mqtt.cd";
    private static final String USER = "mqtt.up";

    private AttrProperties() {}

    /** What a client said with this payload and these properties; refuses text that is none. */
    static Content content(Properties properties, byte[] payload) {
        if (properties.isEmpty()) {
            return Content.untyped(payload);
        }
        boolean text = properties.number(Property.PAYLOAD_FORMAT, 0) == 1;
        if (text && !Wire.isUtf8(payload)) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "payload is not the UTF-8 text it says it is");
        }
        return new Content(text ? Content.TEXT : Content.UNTYPED, payload, attrs(properties));
    }

    /** Writes the properties that this content came with, or that say what it is; user properties of some names not. */
    static void write(ByteBuf out, Content content, Set<String> except) {
        if (content.type().equals(Content.TEXT)) {
            put(out, Property.PAYLOAD_FORMAT).writeByte(1);
        }
        Map<String, byte[]> attrs = content.attrs();
        byte[] contentType = attrs.get(CONTENT_TYPE);
        if (contentType != null) {
            Wire.writeBinary(put(out, Property.CONTENT_TYPE), contentType);
        } else if (isOwnType(content.type())) {
            Wire.writeText(put(out, Property.CONTENT_TYPE), content.type());
        }
        if (attrs.isEmpty()) {
            return;
        }
        writeBytes(out, Property.RESPONSE_TOPIC, attrs.get(RESPONSE_TOPIC));
        writeBytes(out, Property.CORRELATION_DATA, attrs.get(CORRELATION_DATA));
        writeUser(out, attrs.get(USER), except);
    }

    /** Writes one user property. */
    static void user(ByteBuf out, String name, String value) {
        put(out, Property.USER);
        Wire.writeText(out, name);
        Wire.writeText(out, value);
    }

    private static Map<String, byte[]> attrs(Properties properties) {
        Map<String, byte[]> attrs = new HashMap<>(4);
        String contentType = properties.text(Property.CONTENT_TYPE);
        if (contentType != null) {
            attrs.put(CONTENT_TYPE, contentType.getBytes(StandardCharsets.UTF_8));
        }
        String responseTopic = properties.text(Property.RESPONSE_TOPIC);
        if (responseTopic != null) {
            attrs.put(RESPONSE_TOPIC, responseTopic.getBytes(StandardCharsets.UTF_8));
        }
        byte[] correlation = properties.bytes(Property.CORRELATION_DATA);
        if (correlation != null) {
            attrs.put(CORRELATION_DATA, correlation);
        }
        if (!properties.user().isEmpty()) {
            attrs.put(USER, userBytes(properties.user()));
        }
        return attrs;
    }

    private static byte[] userBytes(List<Properties.Pair> pairs) {
        ByteBuf out = Unpooled.buffer();
        for (Properties.Pair pair : pairs) {
            Wire.writeText(out, pair.name());
            Wire.writeText(out, pair.value());
        }
        return ByteBufUtil.getBytes(out);
    }

    private static void writeUser(ByteBuf out, byte[] pairs, Set<String> except) {
        if (pairs == null) {
            return;
        }
        ByteBuf in = Unpooled.wrappedBuffer(pairs);
        while (in.isReadable()) {
            String name = Wire.readText(in);
            String value = Wire.readText(in);
            if (!except.contains(name)) {
                user(out, name, value);
            }
        }
    }

    private static void writeBytes(ByteBuf out, Property property, byte[] bytes) {
        if (bytes != null) {
            Wire.writeBinary(put(out, property), bytes);
        }
    }

    private static boolean isOwnType(String type) {
        return !type.equals(Content.TEXT) && !type.equals(Content.BINARY) && !type.equals(Content.UNTYPED);
    }

    private static ByteBuf put(ByteBuf out, Property property) {
        return out.writeByte(property.number());
    }
}
