package io.rialto.contract.session;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;

/**
 * Where a will goes that is for no channel. Whether it may is decided when the session is opened, and again when it is
 * due.
 *
 * @param signal whether it is a signal, kept nowhere, rather than a message
 * @param to the account that it is said to; null where it goes to a room of many
 * @param room the room it goes to; null where it is said to an account
 * @param lane of the stream room; null where it is no frame
 * @param as the account that publishes the frame, as the client says; null where it is none
 */
public record WillPlace(boolean signal, AccountId to, RoomId room, String lane, AccountId as) {
    /** Said to an account. */
    public static WillPlace ofAccount(AccountId to, boolean signal) {
        return new WillPlace(signal, to, null, null, null);
    }

    /** Said in a group. */
    public static WillPlace ofGroup(RoomId group, boolean signal) {
        return new WillPlace(signal, null, group, null, null);
    }

    /** A frame in a stream room, published by this account. */
    public static WillPlace ofStream(RoomId stream, String lane, AccountId as) {
        return new WillPlace(false, null, stream, lane, as);
    }

    /** The room in which it is said, where this is whose will it is. */
    public RoomId room(AccountId me) {
        return room == null ? RoomId.direct(me, to) : room;
    }
}
