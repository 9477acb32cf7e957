package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;

/**
 * Groups: who is in, who leads them.
 *
 * @param <R> what the answer is made of
 */
public sealed interface RoomCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /** Makes a group; the caller becomes its owner, {@code members} its members. */
    record CreateRoom(RoomId room, String title, JoinPolicy join, Set<AccountId> members)
            implements RoomCommand<RoomInfo> {
        /** Copies the members. */
        public CreateRoom {
            members = Set.copyOf(members);
        }

        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads what a room is; only for its members. */
    record GetRoom(RoomId room) implements RoomCommand<RoomInfo> {
        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a group; only its owner may. Its id is not given again, whatever is asked of it is answered {@code gone}. */
    record DeleteRoom(RoomId room) implements RoomCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Makes the caller a member of an open group. */
    record JoinRoom(RoomId room) implements RoomCommand<RoomInfo> {
        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Asks to be let into a group: a member at once of an open one, told to those who lead one that is entered with approval.
     *
     * @param text what they read, may be empty
     */
    record ApplyToRoom(RoomId room, String text) implements RoomCommand<Admission> {
        @Override
        public Future<Admission> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Turns an application down; those who lead the group may.
     *
     * @param text what the applicant reads, may be empty
     */
    record RejectApplicant(RoomId room, AccountId account, String text) implements RoomCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends the caller's membership, application or block; an owner deletes or transfers instead. */
    record LeaveRoom(RoomId room) implements RoomCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Takes accounts into a group, applicants too: those who lead it may, in an open group every member. Nobody who has blocked
     * the group, or is banned from it.
     */
    record AddMembers(RoomId room, Set<AccountId> accounts) implements RoomCommand<RoomInfo> {
        /** Copies the accounts. */
        public AddMembers {
            accounts = Set.copyOf(accounts);
        }

        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Takes members out of a group, lifts bans: those who lead it may, but managers not managers, nobody the owner.
     */
    record RemoveMembers(RoomId room, Set<AccountId> accounts) implements RoomCommand<RoomInfo> {
        /** Copies the accounts. */
        public RemoveMembers {
            accounts = Set.copyOf(accounts);
        }

        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes an account out of a group, if it is in, and does not let it in again; for whom {@link RemoveMembers} is. */
    record BanMember(RoomId room, AccountId account) implements RoomCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Whom a group has banned; for those who lead it. */
    record ListBannedMembers(RoomId room) implements RoomCommand<BannedList> {
        @Override
        public Future<BannedList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** The caller leaves a group, if it is in, and cannot be taken in; leaving or joining lifts that. */
    record BlockRoom(RoomId room) implements RoomCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** The groups the caller has blocked, in order of id. */
    record ListBlockedRooms() implements RoomCommand<RoomList> {
        @Override
        public Future<RoomList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Changes a group: those who lead it its title and how it is entered, only the owner its managers. What is null stays.
     *
     * @param managers members; the owner among them counts for nothing
     * @param entries of its profile, those who lead it change them; an empty value takes its entry away
     */
    record UpdateRoom(RoomId room, String title, JoinPolicy join, Set<AccountId> managers, Map<String, byte[]> entries)
            implements RoomCommand<RoomInfo> {
        /** Copies what may change. */
        public UpdateRoom {
            managers = managers == null ? null : Set.copyOf(managers);
            entries = Map.copyOf(entries);
        }

        /** A change that leaves the profile alone. */
        public UpdateRoom(RoomId room, String title, JoinPolicy join, Set<AccountId> managers) {
            this(room, title, join, managers, Map.of());
        }

        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Gives a group to another member; only its owner may, who stays a member. */
    record TransferRoom(RoomId room, AccountId account) implements RoomCommand<RoomInfo> {
        @Override
        public Future<RoomInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** The groups the caller belongs to, in order of id. */
    record ListRooms() implements RoomCommand<RoomList> {
        @Override
        public Future<RoomList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Makes a group. */
        Future<RoomInfo> on(CreateRoom command);

        /** Answers what a room is. */
        Future<RoomInfo> on(GetRoom command);

        /** Ends a group. */
        Future<Done> on(DeleteRoom command);

        /** Adds the caller. */
        Future<RoomInfo> on(JoinRoom command);

        /** Answers an application. */
        Future<Admission> on(ApplyToRoom command);

        /** Turns an application down. */
        Future<Done> on(RejectApplicant command);

        /** Takes the caller out. */
        Future<Done> on(LeaveRoom command);

        /** Adds members. */
        Future<RoomInfo> on(AddMembers command);

        /** Takes members out. */
        Future<RoomInfo> on(RemoveMembers command);

        /** Bans an account. */
        Future<Done> on(BanMember command);

        /** Lists the banned. */
        Future<BannedList> on(ListBannedMembers command);

        /** Blocks a group. */
        Future<Done> on(BlockRoom command);

        /** Lists blocked groups. */
        Future<RoomList> on(ListBlockedRooms command);

        /** Changes a group. */
        Future<RoomInfo> on(UpdateRoom command);

        /** Gives a group away. */
        Future<RoomInfo> on(TransferRoom command);

        /** Lists groups. */
        Future<RoomList> on(ListRooms command);
    }
}
