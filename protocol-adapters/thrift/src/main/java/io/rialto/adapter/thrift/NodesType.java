package io.rialto.adapter.thrift;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What TIMNODES is about (tim-protocol.md §4.11). */
enum NodesType {
    /** atim leaves it out (tim-protocol.md §7.3). */
    UNSAID(0),
    ROSTER(1),
    ROOMS(2),
    MEMBERS(3),
    USER_INFO(4),
    ROOM_INFO(5),
    MODIFY_USER(6),
    MODIFY_ROOM(7),
    BLOCKED_FRIENDS(8),
    BLOCKED_ROOMS(9),
    BANNED(10);

    /** Nodes of one frame: each has 64 characters at most, and atim takes 8 KiB. */
    static final int AT_A_TIME = 100;

    private static final Map<Integer, NodesType> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NodesType::number, type -> type));

    private final int number;

    NodesType(int number) {
        this.number = number;
    }

    /** The one with this number; null where there is none. */
    static NodesType of(int number) {
        return BY_NUMBER.get(number);
    }

    int number() {
        return number;
    }
}
