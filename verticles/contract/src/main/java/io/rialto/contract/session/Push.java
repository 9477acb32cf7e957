package io.rialto.contract.session;

import io.rialto.contract.command.PresenceState;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;

/** What a session is told without asking. */
public sealed interface Push {
    /** Calls the handler's method for this push. */
    void accept(Handler handler);

    /**
     * An inbox item itself ({@code s_msg}).
     *
     * @param prev the position before it
     * @param again whether it went out before on this session
     */
    record Item(InboxItem item, long prev, boolean again) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * A notice that there is something to pull ({@code s_ntf}).
     *
     * @param head the newest position
     * @param count how many stand between cursor and head, at most 999
     */
    record Notice(long head, long its, int count) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** A watched account's presence changed. */
    record PresenceChanged(PresenceState state) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * An account came into a group, or left it; told to all members and to the one who left. When a group is made or
     * ended, each member is told of itself only.
     */
    record MemberChanged(RoomId room, AccountId account, boolean joined) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** A publisher came to a lane of a stream room, or left it; told to those who have joined the room. */
    record LaneChanged(RoomId room, String lane, AccountId account, boolean joined) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** A stream room is over; told to those who have joined it or are subscribed. Its id is never used again. */
    record StreamEnded(RoomId room, StreamEnd reason) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Why a stream room is over. */
    enum StreamEnd {
        /** Its owner removed it. */
        REMOVED,
        /** Nobody published for too long. */
        IDLE,
        /** The nodes that knew of it were lost together. */
        LOST
    }

    /**
     * Somebody says something to whoever is there now; it is kept nowhere, and lost where it cannot be taken at once.
     *
     * @param room where it was said; null on its way to many accounts, each of which hears it in the direct room of the two:
     *     doors never see that
     */
    record Signalled(RoomId room, AccountId from, Content content) implements Push {
        /** The same as a session of this account hears it. */
        public Signalled heardBy(AccountId account) {
            return room == null ? new Signalled(RoomId.direct(from, account), from, content) : this;
        }

        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** The session is over; the door says so in its own words, then closes the connection. */
    record Kicked(Reason reason) implements Push {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Why a session is over. */
    enum Reason {
        /** The same device signed in on another connection. */
        REPLACED,
        /** Another device took the place, by the session policy. */
        OTHER_DEVICE,
        /** Its token ended. */
        TOKEN_EXPIRED,
        /** Whoever is signed in must prove anew who it is: the password was changed, or tokens were taken back. */
        SIGNED_OUT,
        /** The account may not sign in any more. */
        BLOCKED,
        /** The node goes away; sign in again, perhaps elsewhere. */
        SHUTDOWN
    }

    /** One method per push: add a push and the compiler walks to every encoder. */
    interface Handler {
        /** Encodes an item. */
        void on(Item push);

        /** Encodes a notice. */
        void on(Notice push);

        /** Encodes a change of presence. */
        void on(PresenceChanged push);

        /** Encodes a change of membership. */
        void on(MemberChanged push);

        /** Encodes a change of publishers. */
        void on(LaneChanged push);

        /** Encodes the end of a stream room. */
        void on(StreamEnded push);

        /** Encodes a signal. */
        void on(Signalled push);

        /** Says goodbye. */
        void on(Kicked push);
    }
}
