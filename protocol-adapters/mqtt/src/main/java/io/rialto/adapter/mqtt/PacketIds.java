package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.LongAdder;

/**
 * The packet ids under way to one client with what became of each (MQTT 5 §4.3, §4.9): at most 64, handed out in turn so
 * that a late acknowledgement does not hit a new delivery. Confined to the connection's event loop.
 */
final class PacketIds {
    private static final int SLOTS = 64;

    private final int window;
    private final LongAdder all;
    private boolean closed;
    private long used;
    private long exactlyOnce;
    private long released;
    private long[] inboxPositions;
    private int next;
    private int lent;

    /**
     * At most this many at a time, 1–64.
     *
     * @param all counts those of all clients
     */
    PacketIds(int window, LongAdder all) {
        this.window = window;
        this.all = all;
    }

    /** How many more may be under way. */
    int free() {
        return window - Long.bitCount(used) - lent;
    }

    /** One more delivery is under way under an id of others. */
    void lend() {
        lent++;
        count(1);
    }

    /** One of those has ended. */
    void takeBack() {
        lent--;
        count(-1);
    }

    /** The connection is over: nothing is under way any more. Idempotent. */
    void close() {
        count(free() - window);
        closed = true;
    }

    private void count(int more) {
        if (!closed) {
            all.add(more);
        }
    }

    /** An id for a delivery with QoS 1 or 2; the inbox position that its acknowledgement acknowledges, or 0. */
    int take(int qos, long inboxPosition) {
        int slot = (next + Long.numberOfTrailingZeros(Long.rotateRight(~used, next))) & (SLOTS - 1);
        long bit = 1L << slot;
        used |= bit;
        count(1);
        exactlyOnce = qos == 2 ? (exactlyOnce | bit) : (exactlyOnce & ~bit);
        released &= ~bit;
        remember(slot, inboxPosition);
        next = (slot + 1) & (SLOTS - 1);
        return slot + 1;
    }

    /**
     * A PUBACK: ends a delivery with QoS 1. Its inbox position, 0 where it has none, -1 where the id is not under way. As
     * with the others, what does not belong to the delivery's QoS is refused (MQTT 3.1.1 §4.8, MQTT 5 §4.13).
     */
    long acknowledged(int packetId) {
        refuse(used & exactlyOnce, packetId, "PUBACK");
        return isSet(used & ~exactlyOnce, packetId) ? end(packetId) : -1;
    }

    /** A PUBREC that accepts: whether there is something to release. */
    boolean received(int packetId) {
        refuse(used & ~exactlyOnce, packetId, "PUBREC");
        if (!isSet(used & exactlyOnce, packetId)) {
            return false;
        }
        released |= bit(packetId);
        return true;
    }

    /** A PUBREC that refuses: ends a delivery with QoS 2. Answers as {@link #acknowledged}. */
    long refused(int packetId) {
        refuse(used & ~exactlyOnce, packetId, "PUBREC");
        return isSet(used & exactlyOnce & ~released, packetId) ? end(packetId) : -1;
    }

    /** A PUBCOMP: ends a delivery with QoS 2. Answers as {@link #acknowledged}. */
    long completed(int packetId) {
        refuse(used & ~released, packetId, "PUBCOMP");
        return isSet(used & released, packetId) ? end(packetId) : -1;
    }

    /** How many of the PUBLISH packets in this buffer need an id. */
    static int count(ByteBuf packets) {
        int count = 0;
        for (int at = packets.readerIndex(); at < packets.writerIndex(); at = end(packets, at)) {
            count += qos(packets, at) > 0 ? 1 : 0;
        }
        return count;
    }

    /** Gives every PUBLISH packet in this buffer that needs one an id; there must be enough. */
    void patch(ByteBuf packets) {
        for (int at = packets.readerIndex(); at < packets.writerIndex(); at = end(packets, at)) {
            int qos = qos(packets, at);
            if (qos > 0) {
                int topic = at + 1 + lengthBytes(packets, at + 1);
                packets.setShort(topic + 2 + packets.getUnsignedShort(topic), take(qos, 0));
            }
        }
    }

    private long end(int packetId) {
        used &= ~bit(packetId);
        count(-1);
        return inboxPositions == null ? 0 : inboxPositions[packetId - 1];
    }

    private void remember(int slot, long inboxPosition) {
        if (inboxPositions == null && inboxPosition != 0) {
            inboxPositions = new long[SLOTS];
        }
        if (inboxPositions != null) {
            inboxPositions[slot] = inboxPosition;
        }
    }

    private static void refuse(long bits, int packetId, String what) {
        if (isSet(bits, packetId)) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, what + " of " + packetId + " now");
        }
    }

    private static boolean isSet(long bits, int packetId) {
        return packetId <= SLOTS && (bits & bit(packetId)) != 0;
    }

    private static long bit(int packetId) {
        return 1L << (packetId - 1);
    }

    private static int qos(ByteBuf packets, int at) {
        return (packets.getByte(at) >> 1) & 3;
    }

    private static int lengthBytes(ByteBuf packets, int at) {
        int bytes = 1;
        while (packets.getByte(at + bytes - 1) < 0) {
            bytes++;
        }
        return bytes;
    }

    private static int end(ByteBuf packets, int at) {
        int bytes = lengthBytes(packets, at + 1);
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length |= (packets.getByte(at + 1 + i) & 0x7F) << (7 * i);
        }
        return at + 1 + bytes + length;
    }
}
