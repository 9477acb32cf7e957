package io.rialto.adapter.thrift;

/** What a message is about to TIM, its {@code odType} (tim-protocol.md §3). */
final class OdType {
    static final int NORMAL = 1;
    static final int REVOKE = 2;
    static final int BURN = 3;
    static final int STREAM = 5;
    static final int BIG_STRING = 6;
    static final int BIG_BINARY = 7;

    private static final int LAST_RESERVED = 30;

    private OdType() {}

    /** Whether a client may send it to an account; business notices are the server's. */
    static boolean isForUser(int odType) {
        return isForRoom(odType) || odType > LAST_RESERVED;
    }

    /** Whether a client may send it to a room. */
    static boolean isForRoom(int odType) {
        return odType == NORMAL || odType == STREAM || odType == BIG_STRING || odType == BIG_BINARY;
    }

    /** Whether it stands in history and offline pages. */
    static boolean isKept(int odType) {
        return odType != STREAM && odType != BIG_STRING && odType != BIG_BINARY;
    }
}
