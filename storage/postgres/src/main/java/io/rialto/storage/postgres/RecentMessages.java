package io.rialto.storage.postgres;

import io.rialto.contract.message.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The messages that this node has written last, by number, with what it knows of their rooms. As objects they would outlive
 * young collections, each of which would copy them all, only to be garbage in the old generation then: so the newest are
 * objects, which are read at once, mostly, by many where it is a group; all are bytes. Safe on any thread.
 */
final class RecentMessages {
    /** A power of two. What a busy node writes within some ten milliseconds. */
    private static final int OBJECTS = 512;

    private final int maxRooms;
    private final Map<Long, RecentRoom> rooms = new LinkedHashMap<>(16, 0.75f, true);
    private final RecentBytes bytes = new RecentBytes();
    private final AtomicReferenceArray<RecentMessage> objects = new AtomicReferenceArray<>(OBJECTS);

    /**
     * None yet.
     *
     * @param maxRooms rooms of which something is known at most: no fewer than there are messages
     */
    RecentMessages(int maxRooms) {
        this.maxRooms = maxRooms;
    }

    /** Takes a message, in the order of its room; its number is higher than all before. */
    synchronized long add(WrittenRows rows) {
        RecentRoom standing = standing(rows);
        long number = bytes.add(MessageCodec.encode(rows.room(), rows.message()), rows.cost());
        objects.set(slot(number), new RecentMessage(number, rows.message(), rows.room(), standing));
        return number;
    }

    /** A message; null where it is no longer here, or something may have taken away what it says. */
    RecentMessage get(long number) {
        RecentMessage made = objects.get(slot(number));
        return made != null && made.number() == number ? made : make(number);
    }

    /** Drops the oldest one; what it took, in rows. */
    synchronized int drop() {
        long number = bytes.oldest();
        RecentMessage made = objects.get(slot(number));
        if (made != null && made.number() == number) {
            objects.set(slot(number), null);
        }
        return bytes.drop();
    }

    /** The number of the oldest one: the next one's where there is none. */
    synchronized long oldest() {
        return bytes.oldest();
    }

    /** Drops all. */
    synchronized void clear() {
        rooms.clear();
        bytes.clear();
        for (int i = 0; i < OBJECTS; i++) {
            objects.set(i, null);
        }
    }

    private synchronized RecentMessage make(long number) {
        if (!bytes.has(number)) {
            return null;
        }
        byte[] encoded = bytes.get(number);
        long room = MessageCodec.roomKey(encoded);
        StoredMessage message = MessageCodec.decode(encoded);
        RecentRoom standing = rooms.get(room);
        if (standing == null || !standing.has(message.cseq())) {
            return null;
        }
        RecentMessage made = new RecentMessage(number, message, room, standing);
        objects.set(slot(number), made);
        return made;
    }

    /** Where another node has written, or something was taken away, nothing is known of the messages before it. */
    private RecentRoom standing(WrittenRows rows) {
        long cseq = rows.message().cseq();
        RecentRoom known = rooms.get(rows.room());
        if (known != null && !rows.erases() && known.cseq() == cseq - 1) {
            known.reach(cseq);
            return known;
        }
        if (known != null) {
            known.spoil();
        }
        RecentRoom fresh = new RecentRoom(cseq);
        rooms.put(rows.room(), fresh);
        if (rooms.size() > maxRooms) {
            rooms.remove(rooms.keySet().iterator().next());
        }
        return fresh;
    }

    private static int slot(long number) {
        return (int) number & (OBJECTS - 1);
    }
}
