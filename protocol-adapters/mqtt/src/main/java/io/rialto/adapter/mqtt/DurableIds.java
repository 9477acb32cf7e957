package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Queued;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packet ids of what outlives the connection: functions of positions, so that what is sent again after any break has the
 * id it had before (MQTT-4.4.0-1). Above those that {@link PacketIds} hands out. Confined to the connection's event loop.
 */
final class DurableIds {
    private static final int QUEUE = 1024;
    private static final int QUEUE_IDS = 16_384;
    private static final int INBOX = 32_768;
    private static final int INBOX_IDS = 32_768;

    /** Who a packet id belongs to, where its delivery stands. */
    static final class Use {
        private final Queued item;
        private final long inboxPosition;
        private final int qos;
        private boolean received;
        private boolean released;

        private Use(Queued item, long inboxPosition, int qos, boolean released) {
            this.item = item;
            this.inboxPosition = inboxPosition;
            this.qos = qos;
            this.received = released;
            this.released = released;
        }

        /** The message of the queue; null where it is none. */
        Queued item() {
            return item;
        }

        /** The item of the inbox; 0 where it is none. */
        long inboxPosition() {
            return inboxPosition;
        }

        /** Whether the client has received it with QoS 2, which is being noted or has been. */
        boolean isReceived() {
            return received;
        }

        /** Whether that has been noted: its PUBREL may go out. */
        boolean isReleased() {
            return released;
        }

        void receive() {
            received = true;
        }

        void release() {
            released = true;
        }
    }

    private final PacketIds window;
    private final Map<Integer, Use> uses = new HashMap<>();

    /** Shares the window of the client with the other ids; these the client has received on an earlier connection. */
    DurableIds(PacketIds window, List<Integer> received) {
        this.window = window;
        received.forEach(id -> uses.put(id, new Use(null, 0, 2, true)));
    }

    /** Whether an id is one of these. */
    static boolean covers(int packetId) {
        return packetId >= QUEUE;
    }

    /** The id of a message of the queue. */
    static int of(Queued item) {
        return QUEUE + (int) (item.position() % QUEUE_IDS);
    }

    /** The id of an item of the inbox. */
    static int ofInbox(long position) {
        return INBOX + (int) (position % INBOX_IDS);
    }

    /** Whether something may be sent under an id now. */
    boolean isFree(int packetId) {
        return window.free() > 0 && !uses.containsKey(packetId);
    }

    /** Takes the id of a message of the queue. */
    int take(Queued item) {
        return take(of(item), new Use(item, 0, item.qos(), false));
    }

    /** Takes the id of an item of the inbox. */
    int takeInbox(long position, int qos) {
        return take(ofInbox(position), new Use(null, position, qos, false));
    }

    /**
     * A PUBACK ends a delivery with QoS 1; null where there is none. As with the others, what does not belong to the
     * delivery's QoS is refused (MQTT 3.1.1 §4.8, MQTT 5 §4.13).
     */
    Use acknowledged(int packetId) {
        Use use = require(packetId, 1, "PUBACK");
        return use == null ? null : end(packetId, use);
    }

    /** A PUBREC that accepts: who uses the id; null where nobody does. */
    Use received(int packetId) {
        return require(packetId, 2, "PUBREC");
    }

    /** A PUBREC that refuses ends a delivery with QoS 2; null where there is none. */
    Use refused(int packetId) {
        Use use = require(packetId, 2, "PUBREC");
        return use == null || use.received ? null : end(packetId, use);
    }

    /** A PUBCOMP ends a delivery with QoS 2; null where there is none. */
    Use completed(int packetId) {
        Use use = require(packetId, 2, "PUBCOMP");
        if (use != null && !use.released) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "PUBCOMP of " + packetId + " before its PUBREL");
        }
        return use == null ? null : end(packetId, use);
    }

    private Use require(int packetId, int qos, String what) {
        Use use = uses.get(packetId);
        if (use != null && use.qos != qos) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, what + " of " + packetId + " now");
        }
        return use;
    }

    private int take(int packetId, Use use) {
        uses.put(packetId, use);
        window.lend();
        return packetId;
    }

    private Use end(int packetId, Use use) {
        uses.remove(packetId);
        if (use.item != null || use.inboxPosition != 0) {
            window.takeBack();
        }
        return use;
    }
}
