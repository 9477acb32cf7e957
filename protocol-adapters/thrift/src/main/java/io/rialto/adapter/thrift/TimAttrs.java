package io.rialto.adapter.thrift;

import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What TIM says besides the payload, as attributes {@code tim.*} (decisions 7): numbers in decimal, {@code tim.extend},
 * {@code tim.extra} as the compact struct that holds nothing but them, {@code tim.from} as the compact Tid of the terminal
 * without its node. Attributes that are none of these are left out.
 */
final class TimAttrs {
    private static final String OD_TYPE = "tim.odtype";
    private static final String ROOM = "tim.room";
    private static final String ID = "tim.id";
    private static final String FROM = "tim.from";
    private static final String BINARY = "tim.binary";
    private static final String UDTYPE = "tim.udtype";
    private static final String UDSHOW = "tim.udshow";
    private static final String EXTEND = "tim.extend";
    private static final String EXTRA = "tim.extra";

    private TimAttrs() {}

    /** The attributes of a message with this odType; {@code room}: the room a private message was said in, or null. */
    static Map<String, byte[]> of(Struct message, int odType, String room, Self self) {
        Map<String, byte[]> attrs = new HashMap<>();
        if (odType != OdType.NORMAL) {
            attrs.put(OD_TYPE, bytes(Integer.toString(odType)));
        }
        if (room != null) {
            attrs.put(ROOM, bytes(room));
        }
        putTerminal(attrs, self);
        said(attrs, message);
        return attrs;
    }

    private static void said(Map<String, byte[]> attrs, Struct message) {
        if (message.get(TimMessage.DATA_STRING) != null && message.get(TimMessage.DATA_BINARY) != null) {
            attrs.put(BINARY, message.get(TimMessage.DATA_BINARY));
        }
        number(attrs, UDTYPE, message.get(TimMessage.UDTYPE));
        number(attrs, UDSHOW, message.get(TimMessage.UDSHOW));
        alone(attrs, EXTEND, message, TimMessage.EXTEND);
        alone(attrs, EXTRA, message, TimMessage.EXTRA);
    }

    /** The attributes of what the server says itself: it has no terminal. */
    static Map<String, byte[]> ofServer(Struct message) {
        Map<String, byte[]> attrs = new HashMap<>();
        said(attrs, message);
        return attrs;
    }

    /** The attributes of something for those only who are there: its odType in any case, its id where it was given one. */
    static Map<String, byte[]> ofSignal(Struct message, int odType, String room, Self self) {
        Map<String, byte[]> attrs = of(message, odType, room, self);
        attrs.put(OD_TYPE, bytes(Integer.toString(odType)));
        if (message.get(TimMessage.ID) != null) {
            attrs.put(ID, bytes(message.get(TimMessage.ID).toString()));
        }
        return attrs;
    }

    /** The odType of something for those only who are there; a stream where its sender knew of none. */
    static int signalType(Content content) {
        Short claimed = number(content.attrs().get(OD_TYPE));
        boolean may =
                claimed != null && (claimed == OdType.NORMAL || OdType.isPassing(claimed) || OdType.isCustom(claimed));
        return may ? claimed : OdType.STREAM;
    }

    /** The packet id its sender gave; null where it gave none. */
    static Long id(Content content) {
        byte[] decimal = content.attrs().get(ID);
        try {
            return decimal == null ? null : Long.valueOf(new String(decimal, StandardCharsets.US_ASCII));
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    /** Adds what messages carry of the terminal they are said on. */
    static void putTerminal(Map<String, byte[]> attrs, Self self) {
        if (self.terminal().length > 0) {
            attrs.put(FROM, self.terminal());
        }
    }

    /** The terminal a message was said on, without its node; null where it is not known. */
    static Struct terminal(Content content) {
        byte[] compact = content.attrs().get(FROM);
        try {
            return compact == null ? null : Flavour.COMPACT.decode(Tid.SHAPE, compact, 0);
        } catch (Undecodable notOurs) {
            return null;
        }
    }

    /** Only an odType. */
    static Map<String, byte[]> of(int odType) {
        return Map.of(OD_TYPE, bytes(Integer.toString(odType)));
    }

    /** The odType of a message; normal where its sender knew of none. */
    static int odType(Content content) {
        Short odType = number(content.attrs().get(OD_TYPE));
        return odType == null ? OdType.NORMAL : odType.byteValue();
    }

    /** Puts the attributes of a message into the struct that clients get. */
    static void write(Content content, Struct message) {
        Map<String, byte[]> attrs = content.attrs();
        if (attrs.isEmpty()) {
            return;
        }
        message.with(TimMessage.UDTYPE, number(attrs.get(UDTYPE))).with(TimMessage.UDSHOW, number(attrs.get(UDSHOW)));
        if (attrs.containsKey(ROOM)) {
            message.with(TimMessage.ROOM, Tid.of(new String(attrs.get(ROOM), StandardCharsets.UTF_8)));
        }
        message.with(TimMessage.DATA_BINARY, attrs.get(BINARY));
        message.with(TimMessage.EXTEND, alone(attrs.get(EXTEND), TimMessage.EXTEND));
        message.with(TimMessage.EXTRA, alone(attrs.get(EXTRA), TimMessage.EXTRA));
    }

    private static void number(Map<String, byte[]> attrs, String name, Short value) {
        if (value != null) {
            attrs.put(name, bytes(value.toString()));
        }
    }

    private static Short number(byte[] decimal) {
        try {
            return decimal == null ? null : Short.valueOf(new String(decimal, StandardCharsets.US_ASCII));
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    private static <T> void alone(Map<String, byte[]> attrs, String name, Struct message, Field<T> field) {
        T value = message.get(field);
        if (value != null) {
            attrs.put(name, Flavour.COMPACT.encode(new Struct(TimMessage.SHAPE).with(field, value)));
        }
    }

    private static <T> T alone(byte[] compact, Field<T> field) {
        try {
            return compact == null
                    ? null
                    : Flavour.COMPACT.decode(TimMessage.SHAPE, compact, 0).get(field);
        } catch (Undecodable notOurs) {
            return null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
