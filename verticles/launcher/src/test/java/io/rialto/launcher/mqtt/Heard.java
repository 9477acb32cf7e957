package io.rialto.launcher.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A packet that came from the server.
 *
 * @param version in which it is to be read
 * @param first its first byte
 * @param bodyHex what follows its length
 */
record Heard(Version version, int first, String bodyHex) {
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;
    static final int UNSUBACK = 11;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;
    static final int AUTH = 15;

    /** Its type. */
    int type() {
        return first >> 4;
    }

    /** The flags behind its type. */
    int flags() {
        return first & 0xF;
    }

    /** The QoS of a PUBLISH. */
    int qos() {
        return first >> 1 & 3;
    }

    /** Whether a PUBLISH says that it is a repetition. */
    boolean dup() {
        return (first & 8) != 0;
    }

    /** Whether a PUBLISH says that it is retained. */
    boolean retain() {
        return (first & 1) != 0;
    }

    /** How many bytes it has. */
    int size() {
        int rest = bodyHex.length() / 2;
        return rest + (rest < 128 ? 2 : rest < 16_384 ? 3 : 4);
    }

    /** A byte of its body. */
    int at(int index) {
        return body().get(index) & 0xFF;
    }

    /** Its packet identifier; 0 for a PUBLISH of QoS 0. */
    int id() {
        if (type() != PUBLISH) {
            return body().getShort(0) & 0xFFFF;
        }
        return qos() == 0 ? 0 : body().getShort(2 + topicLength()) & 0xFFFF;
    }

    /** The topic of a PUBLISH. */
    String topic() {
        return new String(bytes(), 2, topicLength(), StandardCharsets.UTF_8);
    }

    /** The payload of a PUBLISH. */
    String text() {
        ByteBuffer body = body().position(propertiesAt());
        if (version.is5()) {
            body.position(variable(body) + body.position());
        }
        byte[] rest = new byte[body.remaining()];
        body.get(rest);
        return new String(rest, StandardCharsets.UTF_8);
    }

    /** The codes of a SUBACK or UNSUBACK. */
    List<Integer> codes() {
        ByteBuffer body = body().position(2);
        if (version.is5()) {
            body.position(variable(body) + body.position());
        }
        List<Integer> codes = new ArrayList<>();
        while (body.hasRemaining()) {
            codes.add(body.get() & 0xFF);
        }
        return codes;
    }

    /** The reason code of a PUBACK, PUBREC, PUBREL, PUBCOMP (0 where it is left out), CONNACK or DISCONNECT. */
    int reason() {
        int at = type() == DISCONNECT || type() == AUTH ? 0 : type() == CONNACK ? 1 : 2;
        return at < bytes().length ? at(at) : 0;
    }

    /** Its properties, in order, as they are asked for by {@link #property}; none where it is too short for any. */
    List<Property> properties() {
        int at = propertiesAt();
        return version.is5() && at < bytes().length ? Property.read(body().position(at)) : List.of();
    }

    /** The values of the properties of this number. */
    List<String> property(int id) {
        return properties().stream()
                .filter(one -> one.id() == id)
                .map(Property::value)
                .toList();
    }

    /** Its body. */
    byte[] bytes() {
        return HexFormat.of().parseHex(bodyHex);
    }

    private ByteBuffer body() {
        return ByteBuffer.wrap(bytes());
    }

    private int topicLength() {
        return body().getShort(0) & 0xFFFF;
    }

    private int propertiesAt() {
        return switch (type()) {
            case PUBLISH -> 2 + topicLength() + (qos() == 0 ? 0 : 2);
            case CONNACK, SUBACK, UNSUBACK -> 2;
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> 3;
            case DISCONNECT, AUTH -> 1;
            default -> bytes().length;
        };
    }

    private static int variable(ByteBuffer in) {
        return Property.variable(in);
    }

    @Override
    public String toString() {
        return "type " + type() + " flags " + flags() + " " + Arrays.toString(bytes()) + " "
                + new String(bytes(), StandardCharsets.ISO_8859_1);
    }
}
