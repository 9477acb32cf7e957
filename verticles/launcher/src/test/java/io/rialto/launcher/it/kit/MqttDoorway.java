package io.rialto.launcher.it.kit;

import java.nio.charset.StandardCharsets;

/** By MQTT, byte by byte so that reason strings are seen; everything with QoS 1. */
final class MqttDoorway implements Doorway {
    private static final String PUBACK = "40";
    private static final String SUBACK = "90";
    private static final int CODE_OF_PUBACK = 4;
    private static final int REFUSED = 0x80;

    private final RawMqtt client;
    private final String account;
    private final int level;

    MqttDoorway(NodeUnderTest node, String account, int level) {
        this.account = account;
        this.level = level;
        String token = node.accounts().token(account);
        client = RawMqtt.connect(node, new RawMqtt.Hello(level, account, token, true, 0, 100));
        client.read();
    }

    /** By 3.1.1 a publish is acknowledged whatever becomes of it. */
    @Override
    public String publish(String room, String text) {
        String topic = room.startsWith("s:") ? "$stream/" + room.substring(2) + "/0/" + account : topic(room);
        client.send(MqttBytes.publish(level, topic, text.getBytes(StandardCharsets.UTF_8)));
        byte[] ack = next(PUBACK);
        int code = ack.length > CODE_OF_PUBACK ? ack[CODE_OF_PUBACK] & 0xFF : 0;
        return told(code, ack);
    }

    @Override
    public String subscribe(String room) {
        if (room.indexOf(':') < 0) {
            return UNSUPPORTED; // what is said to an account comes by its inbox
        }
        String filter = room.startsWith("s:") ? "$stream/" + room.substring(2) + "/0/+" : topic(room);
        client.send(MqttBytes.subscribe(level, filter, 1));
        byte[] ack = next(SUBACK);
        return told(ack[ack.length - 1] & 0xFF, ack);
    }

    @Override
    public String history(String room) {
        return UNSUPPORTED;
    }

    private byte[] next(String type) {
        String packet = client.read();
        while (!packet.startsWith(type)) {
            packet = client.read();
        }
        return RawMqtt.bytes(packet);
    }

    private static String told(int code, byte[] ack) {
        return code < REFUSED ? OK : String.format("%02X ", code) + new String(ack, StandardCharsets.ISO_8859_1);
    }

    private static String topic(String room) {
        if (room.startsWith("g:")) {
            return "$group/" + room.substring(2);
        }
        return room.startsWith("c:") ? room.substring(2) : "$user/" + room;
    }

    @Override
    public void close() {
        client.close();
    }
}
