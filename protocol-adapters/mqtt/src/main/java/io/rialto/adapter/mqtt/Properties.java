package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.id.Topics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The properties of one packet that a client sent (MQTT 5 §2.2.2). Immutable. */
final class Properties {
    /** One user property. */
    record Pair(String name, String value) {}

    /** No properties, as every packet of MQTT 3.1.1 has. */
    static final Properties NONE = new Properties(new EnumMap<>(Property.class), List.of());

    private final Map<Property, Object> values;
    private final List<Pair> user;

    private Properties(Map<Property, Object> values, List<Pair> user) {
        this.values = values;
        this.user = user;
    }

    /** Reads the properties that stand here; MQTT 3.1.1 has none. */
    static Properties read(ByteBuf in, Protocol protocol, Property.Place place) {
        if (!protocol.is5()) {
            return NONE;
        }
        int length = Wire.readVariable(in);
        if (length == 0) {
            return NONE;
        }
        if (length > in.readableBytes()) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "properties are longer than their packet");
        }
        return read(in.readSlice(length), place);
    }

    /** The number a property has, else this one. */
    long number(Property property, long otherwise) {
        Object value = values.get(property);
        return value == null ? otherwise : (Long) value;
    }

    /** The text of a property; null where it is not there. */
    String text(Property property) {
        return (String) values.get(property);
    }

    /** The bytes of a property; null where it is not there. */
    byte[] bytes(Property property) {
        return (byte[]) values.get(property);
    }

    /** Whether the property is there. */
    boolean has(Property property) {
        return values.containsKey(property);
    }

    /** Whether there is no property at all. */
    boolean isEmpty() {
        return this == NONE;
    }

    /** The user properties, in order. */
    List<Pair> user() {
        return user;
    }

    /** The value of the first user property of this name; null where there is none. */
    String user(String name) {
        for (Pair pair : user) {
            if (pair.name().equals(name)) {
                return pair.value();
            }
        }
        return null;
    }

    private static Properties read(ByteBuf in, Property.Place place) {
        Map<Property, Object> values = new EnumMap<>(Property.class);
        List<Pair> user = new ArrayList<>();
        while (in.isReadable()) {
            Property property = Property.of(Wire.readVariable(in), place);
            Object value = value(in, property);
            if (property == Property.RESPONSE_TOPIC) {
                requireTopic((String) value);
            }
            if (value instanceof Pair pair) {
                user.add(pair);
            } else if (values.put(property, value) != null) {
                throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, property + " twice");
            }
        }
        return new Properties(values, user);
    }

    /** A response topic is the name of a topic: of one character at least (MQTT-4.7.3-1), without wildcards (MQTT-3.3.2-14). */
    private static void requireTopic(String response) {
        if (response.isEmpty() || Topics.hasWildcard(response)) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "response topic is empty or has a wildcard");
        }
    }

    private static Object value(ByteBuf in, Property property) {
        return switch (property.type()) {
            case FLAG -> flag(in, property);
            case SHORT -> (long) Wire.readShort(in);
            case INT -> Wire.readInt(in);
            case VARIABLE -> (long) Wire.readVariable(in);
            case TEXT -> Wire.readText(in);
            case BINARY -> Wire.readBinary(in);
            case PAIR -> new Pair(Wire.readText(in), Wire.readText(in));
        };
    }

    private static Long flag(ByteBuf in, Property property) {
        int value = Wire.readByte(in);
        if (value > 1) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, property + " is " + value);
        }
        return (long) value;
    }
}
