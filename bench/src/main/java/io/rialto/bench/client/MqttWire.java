package io.rialto.bench.client;

import static io.rialto.bench.client.MqttPackets.CONNACK;
import static io.rialto.bench.client.MqttPackets.DISCONNECT;
import static io.rialto.bench.client.MqttPackets.MQTT5;
import static io.rialto.bench.client.MqttPackets.PUBACK;
import static io.rialto.bench.client.MqttPackets.PUBCOMP;
import static io.rialto.bench.client.MqttPackets.PUBLISH;
import static io.rialto.bench.client.MqttPackets.PUBREC;
import static io.rialto.bench.client.MqttPackets.PUBREL;
import static io.rialto.bench.client.MqttPackets.SUBACK;

import java.nio.ByteBuffer;

/** MQTT over TCP: CONNECT, at most one SUBSCRIBE, then publishes either way. */
final class MqttWire implements Wire {
    private static final int FAILURE = 0x80;

    private final MqttPackets packets;
    private final byte[] connect;
    private final byte[] subscribe;
    private final int size;
    private int lastId;

    /**
     * A client that takes payloads of this size.
     *
     * @param connect its CONNECT
     * @param subscribe its SUBSCRIBE; null where it only publishes
     */
    MqttWire(MqttPackets packets, byte[] connect, byte[] subscribe, int size) {
        this.packets = packets;
        this.connect = connect.clone();
        this.subscribe = subscribe == null ? null : subscribe.clone();
        this.size = size;
    }

    @Override
    public void opened(Link link) {
        link.out().append(connect);
    }

    @Override
    public int nextId() {
        lastId = lastId == 65_535 ? 1 : lastId + 1;
        return lastId;
    }

    @Override
    public long take(Link link, ByteBuffer in, int at, int end) {
        int body = bodyAt(in, at, end);
        if (body == 0) {
            return 0;
        }
        long frameEnd = (long) body + rest(in, at);
        boolean ready = (in.get(at) & 0xf0) == PUBLISH
                ? publish(link, in, at, body, end, frameEnd)
                : control(link, in, at, body, end, frameEnd);
        return ready ? frameEnd - at : 0;
    }

    /** Where the variable header starts; 0 while the length is not all there. */
    private static int bodyAt(ByteBuffer in, int at, int end) {
        for (int i = at + 1; i < end && i <= at + 4; i++) {
            if (in.get(i) >= 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int rest(ByteBuffer in, int at) {
        int rest = 0;
        int shift = 0;
        int i = at + 1;
        byte digit;
        do {
            digit = in.get(i++);
            rest |= (digit & 127) << shift;
            shift += 7;
        } while (digit < 0);
        return rest;
    }

    private boolean publish(Link link, ByteBuffer in, int at, int body, int end, long frameEnd) {
        if (end < body + 2) {
            return false;
        }
        int idAt = body + 2 + in.getShort(body);
        int deliveredQos = (in.get(at) >> 1) & 3;
        int payload = deliveredQos > 0 ? idAt + 2 : idAt;
        if (packets.version() == MQTT5) {
            if (end <= payload) {
                return false;
            }
            payload += 1 + in.get(payload); // fewer than 128 bytes of properties
        }
        if (end < Math.min(payload + Stamp.LENGTH, frameEnd)) {
            return false;
        }
        stamped(link, in, payload, frameEnd);
        if (deliveredQos > 0) {
            MqttPackets.acknowledge(link.out(), deliveredQos == 1 ? PUBACK : PUBREC, in.get(idAt), in.get(idAt + 1));
        }
        return true;
    }

    private void stamped(Link link, ByteBuffer in, int payload, long frameEnd) {
        if (frameEnd - payload == size && in.get(payload) == Stamp.MARK) {
            link.arriving(in, payload);
        } else {
            link.events().strange();
        }
    }

    private boolean control(Link link, ByteBuffer in, int at, int body, int end, long frameEnd) {
        if (end < frameEnd) {
            return false;
        }
        int last = (int) frameEnd - 1;
        switch (in.get(at) & 0xf0) {
            case CONNACK -> connected(link, in.get(body + 1) & 0xff);
            case SUBACK -> subscribed(link, in.get(last) & 0xff);
            case PUBREC -> MqttPackets.acknowledge(link.out(), PUBREL, in.get(body), in.get(body + 1));
            case PUBREL -> MqttPackets.acknowledge(link.out(), PUBCOMP, in.get(body), in.get(body + 1));
            case PUBACK, PUBCOMP -> link.events().answered(frameEnd - body > 2 ? failure(in.get(body + 2)) : 0);
            case DISCONNECT -> link.close("DISCONNECT from the server");
            default -> {}
        }
        return true;
    }

    private static int failure(byte reason) {
        return (reason & FAILURE) == 0 ? 0 : reason & 0xff;
    }

    private void connected(Link link, int code) {
        if (code != 0) {
            link.close("CONNACK " + code);
        } else if (subscribe == null) {
            link.events().ready();
        } else {
            link.out().append(subscribe);
        }
    }

    private static void subscribed(Link link, int code) {
        if (code >= FAILURE) {
            link.close("SUBACK " + code);
        } else {
            link.events().ready();
        }
    }
}
