package io.rialto.adapter.thrift;

/** What TIMNODES is about (tim-protocol.md §4.11). */
enum NodesType {
    /** atim leaves it out (tim-protocol.md §7.3). */
    UNSAID,
    ROSTER,
    ROOMS,
    MEMBERS,
    USER_INFO,
    ROOM_INFO,
    MODIFY_USER,
    MODIFY_ROOM,
    BLOCKED_FRIENDS,
    BLOCKED_ROOMS,
    BANNED;

    /** Nodes of one frame: each has 64 characters at most, and atim takes 8 KiB. */
    static final int AT_A_TIME = 100;

    private static final NodesType[] ALL = values();

    /** The one with this number; null where there is none. */
    static NodesType of(int number) {
        return number < 0 || number >= ALL.length ? null : ALL[number];
    }

    int number() {
        return ordinal();
    }
}
