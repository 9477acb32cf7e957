package io.rialto.adapter.thrift;

import io.rialto.contract.message.Notice;

/** What TIMBUSINESS is about, as request and as notice (tim-protocol.md §4.10). */
enum BusinessOp {
    ROSTER(1),
    ROOMS(2),
    MEMBERS(3),
    ADD_FRIEND(4),
    FRIEND(5),
    REMOVE_FRIEND(6),
    BLOCK_FRIEND(7),
    NEW_ROOM(8),
    APPLY(9),
    PASS(10),
    REJECT(11),
    PULL_IN(12),
    KICK(13),
    BLOCK_ROOM(14),
    BAN(15),
    LEAVE(16),
    CANCEL(17),
    BLOCKED_FRIENDS(18),
    BLOCKED_ROOMS(19),
    BANNED(20),
    PASSWORD(21);

    private static final BusinessOp[] ALL = values();

    private final int number;

    BusinessOp(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The request of this number; null where there is none. */
    static BusinessOp of(int number) {
        return number < 1 || number > ALL.length ? null : ALL[number - 1];
    }

    /** The number under which clients are told of it. */
    static int ofNotice(Notice.Kind kind) {
        BusinessOp op =
                switch (kind) {
                    case CONTACT_REQUESTED -> ADD_FRIEND;
                    case CONTACT_ACCEPTED -> FRIEND;
                    case CONTACT_REMOVED -> REMOVE_FRIEND;
                    case CONTACT_BLOCKED -> BLOCK_FRIEND;
                    case ROOM_APPLIED -> APPLY;
                    case ROOM_JOINED -> PASS;
                    case ROOM_REJECTED -> REJECT;
                    case ROOM_INVITED -> PULL_IN;
                    case ROOM_REMOVED -> KICK;
                    case ROOM_ENDED -> CANCEL;
                };
        return op.number;
    }
}
