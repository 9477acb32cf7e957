package io.rialto.access;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;

/**
 * Rooms as the topics by which rules speak of them, the ones that MQTT clients know them by (rooms.md N3), whichever door
 * somebody comes through.
 */
public final class RoomTopics {
    /** One's own inbox. */
    static final String INBOX = "$inbox";

    private static final String SIGNAL = "/signal";

    private RoomTopics() {}

    /**
     * The topic of a room: {@code $user/ACCOUNT} for the direct room with that account, {@code $group/NAME},
     * {@code $stream/NAME}, a channel's own. Null where rules have no say: in system rooms, in direct rooms of others,
     * which have to be refused by whoever knows them.
     */
    public static String of(RoomId room, AccountId caller) {
        return switch (room.kind()) {
            case DIRECT -> ofPair(room, caller);
            case GROUP -> "$group/" + room.name();
            case STREAM -> "$stream/" + room.name();
            case CHANNEL -> room.name();
            case SYSTEM, CALL -> null;
        };
    }

    /** The topic of signals in a room; null where rules have no say. */
    public static String ofSignals(RoomId room, AccountId caller) {
        String topic = of(room, caller);
        return topic == null ? null : topic + SIGNAL;
    }

    /** The topic of what somebody says on a lane. */
    public static String ofLane(RoomId stream, String lane, AccountId publisher) {
        return "$stream/" + stream.name() + "/" + lane + "/" + publisher;
    }

    /**
     * The filter of what is said on a lane.
     *
     * @param lane null for all of them
     * @param publisher null for all of them
     */
    public static String filter(RoomId stream, String lane, AccountId publisher) {
        return "$stream/" + stream.name() + "/" + (lane == null ? "+" : lane) + "/"
                + (publisher == null ? "+" : publisher);
    }

    /** The filter of everything in a stream room. */
    public static String everything(RoomId stream) {
        return "$stream/" + stream.name() + "/#";
    }

    private static String ofPair(RoomId pair, AccountId caller) {
        if (pair.first().equals(caller)) {
            return "$user/" + pair.second();
        }
        return pair.second().equals(caller) ? "$user/" + pair.first() : null;
    }
}
