package io.rialto.launcher.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A client of MQTT 3.1.1 with a clean session, which acknowledges whatever it gets. */
final class MqttLine extends Line {
    private static final int CONNACK = 0x20;
    private static final int PUBLISH = 0x30;
    private static final int PUBACK = 0x40;
    private static final int PUBREC = 0x50;
    private static final int PUBREL = 0x62;
    private static final int PUBCOMP = 0x70;
    private static final int SUBSCRIBE = 0x82;
    private static final int SUBACK = 0x90;
    private static final int DISCONNECT = 0xE0;
    private static final int TYPE = 0xF0;
    private static final int MAX_ID = 0xFFFF;

    private int lastId;

    /** Connected and let in. */
    MqttLine(int port, String name) throws IOException {
        super(port);
        byte[] id = name.getBytes(UTF_8);
        say(packet(
                0x10,
                ByteBuffer.allocate(12 + id.length)
                        .put(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0})
                        .putShort((short) id.length)
                        .put(id)
                        .array()));
        flush();
        byte[] answer = new byte[4];
        in().readFully(answer);
        if (answer[0] != CONNACK || answer[3] != 0) {
            throw new IOException("MQTT: CONNECT of " + name + " was answered with code " + answer[3]);
        }
    }

    /** Asks for a topic. */
    void subscribe(String topic, int qos) throws IOException {
        byte[] filter = topic.getBytes(UTF_8);
        say(packet(
                SUBSCRIBE,
                ByteBuffer.allocate(5 + filter.length)
                        .putShort(nextId())
                        .putShort((short) filter.length)
                        .put(filter)
                        .put((byte) qos)
                        .array()));
        flush();
    }

    /** Publishes so many messages at once. */
    void publish(String topic, int qos, byte[] content, int count) throws IOException {
        byte[] name = topic.getBytes(UTF_8);
        for (int i = 0; i < count; i++) {
            ByteBuffer body = ByteBuffer.allocate(2 + name.length + (qos > 0 ? 2 : 0) + content.length)
                    .putShort((short) name.length)
                    .put(name);
            if (qos > 0) {
                body.putShort(nextId());
            }
            say(packet(PUBLISH | (qos << 1), body.put(content).array()));
        }
        flush();
    }

    @Override
    void hear(DataInputStream in) throws IOException {
        int head = in.readUnsignedByte();
        byte[] body = new byte[length(in)];
        in.readFully(body);
        switch (head & TYPE) {
            case PUBLISH -> delivered((head >> 1) & 3, body);
            case PUBREC -> say(packet(PUBREL, body));
            case PUBREL & TYPE -> say(packet(PUBCOMP, body));
            case PUBACK, PUBCOMP, SUBACK -> countAnswer();
            default -> throw new IOException("MQTT: a packet of type " + (head >> 4));
        }
    }

    private void delivered(int qos, byte[] body) throws IOException {
        if (qos > 0) {
            int at = 2 + ByteBuffer.wrap(body).getShort();
            say(packet(qos == 1 ? PUBACK : PUBREC, new byte[] {body[at], body[at + 1]}));
        }
        countDelivery();
    }

    @Override
    byte[] farewell() {
        return new byte[] {(byte) DISCONNECT, 0};
    }

    private short nextId() {
        lastId = lastId % MAX_ID + 1;
        return (short) lastId;
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next > 0x7F);
        return length;
    }

    private static byte[] packet(int head, byte[] content) {
        int bytes = content.length > 0x7F ? 2 : 1;
        ByteBuffer packet = ByteBuffer.allocate(1 + bytes + content.length).put((byte) head);
        if (bytes == 2) {
            packet.put((byte) ((content.length & 0x7F) | 0x80)).put((byte) (content.length >> 7));
        } else {
            packet.put((byte) content.length);
        }
        return packet.put(content).array();
    }
}
