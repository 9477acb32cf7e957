package io.rialto.adapter.thrift;

/** What frames are about: the lower seven bits of their first byte (tim-protocol.md §4.1). */
enum TimCommand {
    ACK(12),
    PING(13),
    REGISTER(14),
    TOKEN(15),
    AUTH(16),
    OFFLINE(17),
    OFFLINE_END(18),
    BROADCAST_PRESENCE(19),
    LOGOUT(20),
    PULL(21),
    VROOM(22),
    BUSINESS(41),
    NODES(42),
    MESSAGE(90),
    PRESENCE(91),
    REVOKE(92),
    BURN(93),
    STREAM(94),
    BIG_STRING(95),
    BIG_BINARY(96),
    BIG_STREAM(97);

    private static final int NUMBER_BITS = 0x7F;
    private static final TimCommand[] BY_NUMBER = byNumber();

    private final int number;

    TimCommand(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The number in the first byte of a client's frame. */
    static int numberOf(byte first) {
        return first & NUMBER_BITS;
    }

    /** The command in the first byte of a client's frame; null where there is none of this number. */
    static TimCommand of(byte first) {
        return BY_NUMBER[numberOf(first)];
    }

    /**
     * Whether it counts against the requests per second of a connection: not what answers the server, nor frames of
     * rooms, which have bounds of their own.
     */
    boolean isRequest() {
        return switch (this) {
            case ACK, PING, STREAM, BIG_STREAM -> false;
            default -> true;
        };
    }

    private static TimCommand[] byNumber() {
        TimCommand[] all = new TimCommand[NUMBER_BITS + 1];
        for (TimCommand command : values()) {
            all[command.number] = command;
        }
        return all;
    }
}
