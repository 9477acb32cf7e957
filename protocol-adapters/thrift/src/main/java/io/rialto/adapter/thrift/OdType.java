package io.rialto.adapter.thrift;

import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.StoredMessage;

/** What a message is about to TIM, its {@code odType} (tim-protocol.md §3). */
final class OdType {
    static final int NORMAL = 1;
    static final int REVOKE = 2;
    static final int BURN = 3;
    static final int BUSINESS = 4;
    static final int STREAM = 5;
    static final int BIG_STRING = 6;
    static final int BIG_BINARY = 7;

    private static final int LAST_RESERVED = 30;

    private OdType() {}

    /** Of a message of whatever door. What only the gateway says (2–4) is never taken from a sender's words (W-45). */
    static int of(StoredMessage message) {
        if (Notice.of(message).isPresent()) {
            return BUSINESS;
        }
        return Erasure.in(message.content())
                .map(erasure -> of(erasure.kind()))
                .orElseGet(() -> claimed(TimAttrs.odType(message.content())));
    }

    /** Of what tells that a message is gone. */
    static int of(Erasure.Kind kind) {
        return switch (kind) {
            case RECALL -> REVOKE;
            case BURN -> BURN;
        };
    }

    /** Whether a client may send it to an account; business notices are the server's. */
    static boolean isForUser(int odType) {
        return isForRoom(odType) || odType == BURN || isCustom(odType);
    }

    /** Whether a client may send it to a room. */
    static boolean isForRoom(int odType) {
        return odType == NORMAL || odType == REVOKE || isPassing(odType);
    }

    /** Whether it takes an earlier message away. */
    static boolean isErasure(int odType) {
        return odType == REVOKE || odType == BURN;
    }

    /** Whether it is for those only who are online: it is stored nowhere. */
    static boolean isPassing(int odType) {
        return odType == STREAM || odType == BIG_STRING || odType == BIG_BINARY;
    }

    /** Whether it means what its developers make of it. */
    static boolean isCustom(int odType) {
        return odType > LAST_RESERVED && odType <= Byte.MAX_VALUE;
    }

    /** Whether it waits for those who are not online, where its content has not been taken away meanwhile. */
    static boolean waits(StoredMessage message) {
        return !Erasure.isLeft(message.content()) && !isPassing(of(message));
    }

    /** Whether it stands in the history of a chat: only what somebody said, as long as it is there. */
    static boolean isHistory(StoredMessage message) {
        return !Erasure.isLeft(message.content())
                && of(message) == NORMAL
                && message.room().kind() != RoomKind.SYSTEM;
    }

    private static int claimed(int odType) {
        boolean may = isForUser(odType) && !isErasure(odType);
        return may ? odType : NORMAL;
    }
}
