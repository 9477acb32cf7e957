package io.rialto.contract.command;

import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.channel.ShareMember;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a signed-in session may ask for. The caller is never part of a command: it is the session it came through.
 *
 * @param <R> what the answer is made of
 */
public sealed interface Command<R> {
    /** Calls the handler's method for this command. */
    Future<R> accept(Handler handler);

    /** Says something in a direct room or group; the answer comes after the commit. {@code cmid} may be null. */
    record SendMessage(RoomId room, String cmid, Content content) implements Command<Sent> {
        @Override
        public Future<Sent> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Says something in a direct room, as the two who belong to it may since both are members of a group, whatever they are to
     * each other otherwise; {@code not_member} where one of them is none.
     *
     * @param said a {@link SendMessage} or a {@link Signal}
     */
    record Within<R>(RoomId group, Command<R> said) implements Command<R> {
        @Override
        public Future<R> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Asks whether the caller may say something in a direct room or group now; fails with why not. */
    record MaySpeak(RoomId room) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Reads a room's log: forwards from {@code after} (exclusive), or backwards from {@code before} (exclusive) when
     * {@code before > 0}. The page is in rising order either way.
     */
    record ReadHistory(RoomId room, long after, long before, int limit, int maxBytes) implements Command<HistoryPage> {
        @Override
        public Future<HistoryPage> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Fetches one message of a room the caller belongs to. */
    record FetchMessage(MessageId mid) implements Command<StoredMessage> {
        @Override
        public Future<StoredMessage> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Takes the content of a message away: its sender may, within {@code messages.recallWindow}, of a group's message
     * its owner at any time. The answer has the numbers of the entry that says so, see
     * {@link io.rialto.contract.message.Erasure}; of one that was there before with {@code dup}, without a position in
     * the caller's inbox where it was somebody else's.
     *
     * @param text what those in the room read with it; null: nothing
     */
    record RecallMessage(RoomId room, long cseq, String text) implements Command<Sent> {
        /** Without a word. */
        public RecallMessage(RoomId room, long cseq) {
            this(room, cseq, null);
        }

        @Override
        public Future<Sent> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes the content of a direct message away that the caller has received; the answer is as that of a recall. */
    record BurnMessage(RoomId room, long cseq, String text) implements Command<Sent> {
        /** Without a word. */
        public BurnMessage(RoomId room, long cseq) {
            this(room, cseq, null);
        }

        @Override
        public Future<Sent> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Begins to feed the session from its account's inbox; from then on the device has a cursor. Asked again, it begins anew
     * behind what was acknowledged.
     */
    record OpenInbox(InboxMode mode) implements Command<InboxOpened> {
        @Override
        public Future<InboxOpened> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads the inbox from {@code after} (exclusive), which also acknowledges {@code after} (rooms.md T12). */
    record PullInbox(long after, int limit, int maxBytes) implements Command<InboxPage> {
        @Override
        public Future<InboxPage> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Acknowledges: in handshake mode everything up to {@code iseq}, in window mode this one item, in any order.
     */
    record AckInbox(long iseq) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Makes a group; the caller becomes its owner, {@code members} its members. */
    record CreateRoom(RoomId room, String title, JoinPolicy join, Set<AccountId> members) implements Command<RoomInfo> {
        /** Copies the members. */
        public CreateRoom {
            members = Set.copyOf(members);
        }

        @Override
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads what a room is; only for its members. */
    record GetRoom(RoomId room) implements Command<RoomInfo> {
        @Override
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a group; only its owner may. Its id is not given again, whatever is asked of it is answered {@code gone}. */
    record DeleteRoom(RoomId room) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Makes the caller a member of an open group. */
    record JoinRoom(RoomId room) implements Command<RoomInfo> {
        @Override
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Asks to be let into a group: a member at once of an open one, told to those who lead one that is entered with approval.
     *
     * @param text what they read, may be empty
     */
    record ApplyToRoom(RoomId room, String text) implements Command<Admission> {
        @Override
        public Future<Admission> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Turns an application down; those who lead the group may.
     *
     * @param text what the applicant reads, may be empty
     */
    record RejectApplicant(RoomId room, AccountId account, String text) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends the caller's membership, application or block; an owner deletes or transfers instead. */
    record LeaveRoom(RoomId room) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Takes accounts into a group, applicants too: those who lead it may, in an open group every member. Nobody who has blocked
     * the group, or is banned from it.
     */
    record AddMembers(RoomId room, Set<AccountId> accounts) implements Command<RoomInfo> {
        /** Copies the accounts. */
        public AddMembers {
            accounts = Set.copyOf(accounts);
        }

        @Override
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Takes members out of a group, lifts bans: those who lead it may, but managers not managers, nobody the owner.
     */
    record RemoveMembers(RoomId room, Set<AccountId> accounts) implements Command<RoomInfo> {
        /** Copies the accounts. */
        public RemoveMembers {
            accounts = Set.copyOf(accounts);
        }

        @Override
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes an account out of a group, if it is in, and does not let it in again; for whom {@link RemoveMembers} is. */
    record BanMember(RoomId room, AccountId account) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Whom a group has banned; for those who lead it. */
    record ListBannedMembers(RoomId room) implements Command<BannedList> {
        @Override
        public Future<BannedList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** The caller leaves a group, if it is in, and cannot be taken in; leaving or joining lifts that. */
    record BlockRoom(RoomId room) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** The groups the caller has blocked, in order of id. */
    record ListBlockedRooms() implements Command<RoomList> {
        @Override
        public Future<RoomList> accept(Handler handler) {
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
            implements Command<RoomInfo> {
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
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Gives a group to another member; only its owner may, who stays a member. */
    record TransferRoom(RoomId room, AccountId account) implements Command<RoomInfo> {
        @Override
        public Future<RoomInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** The groups the caller belongs to, in order of id. */
    record ListRooms() implements Command<RoomList> {
        @Override
        public Future<RoomList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Subscribes to all channels whose topic matches the filter, or to the live view of a group as {@code $group/id}.
     * With {@code retained}, retained values are offered after the answer, before anything newer of their topic.
     */
    record Subscribe(String filter, Subscriber subscriber, boolean retained) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Makes this session a member of a share group, whose messages go to one member each. Retained values are not offered
     * (MQTT 5 §4.8.2). A second time it replaces the first.
     *
     * @param key what the order of the group goes by; null where any member may get any message, unless others want an order
     */
    record JoinShare(ShareName name, ShareMember member, ShareKey key) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a membership: what was not acknowledged goes to other members. */
    record LeaveShare(ShareName name) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes a subscription back. */
    record Unsubscribe(String filter, Subscriber subscriber) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Sets the caller's status line, at most 256 characters; empty clears it. */
    record SetPresence(String status) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads who is online, in the order asked, at most 200 accounts. */
    record GetPresence(List<AccountId> accounts) implements Command<PresenceList> {
        /** Copies the accounts. */
        public GetPresence {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<PresenceList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** From now on pushes changes of presence of these accounts; the answer is how they stand now. */
    record WatchPresence(List<AccountId> accounts) implements Command<PresenceList> {
        /** Copies the accounts. */
        public WatchPresence {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<PresenceList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Stops watching these accounts. */
    record UnwatchPresence(List<AccountId> accounts) implements Command<Done> {
        /** Copies the accounts. */
        public UnwatchPresence {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Gives the caller's account another password. Its other sessions are signed out, its tokens are good no more;
     * {@code forbidden} where {@code old} is not the password it has.
     */
    record ChangePassword(String old, String fresh) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return "ChangePassword[]";
        }
    }

    /** The caller's own sessions. */
    record ListSessions() implements Command<SessionList> {
        @Override
        public Future<SessionList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Makes a stream room; with {@code room} null its id is chosen by the gateway, at random. The caller owns it. */
    record CreateStream(RoomId room, StreamPreset preset) implements Command<StreamInfo> {
        @Override
        public Future<StreamInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a stream room; only its owner may. */
    record RemoveStream(RoomId room) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Gives an account the right to publish in a virtual room, or takes it; only the owner may. */
    record GrantStream(RoomId room, AccountId account, boolean granted) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Joins a stream room; one of the preset rtm is made by the first who joins. The answer shows lanes, publishers. */
    record JoinStream(RoomId room) implements Command<StreamInfo> {
        @Override
        public Future<StreamInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Leaves a stream room: roles as publisher, subscriptions of this session there end. */
    record LeaveStream(RoomId room) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Becomes a publisher of a lane; of a room this session has joined. */
    record JoinLane(RoomId room, String lane) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Stops being a publisher of a lane. */
    record LeaveLane(RoomId room, String lane) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Subscribes to a lane of a stream room, or with {@code lane} null to all of them; to these publishers, or with none
     * to all: then at most 64, in the order they came. Subscriptions of one session in one room add up; all of them use
     * the same subscriber. With {@code from}, frames after that place are offered again as far as the relay has kept them.
     */
    record SubscribeLane(RoomId room, String lane, Set<AccountId> publishers, StreamPlace from, Subscriber subscriber)
            implements Command<StreamSubscribed> {
        /** Copies the publishers. */
        public SubscribeLane {
            publishers = Set.copyOf(publishers);
        }

        @Override
        public Future<StreamSubscribed> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes publishers of a lane subscription back; with none all of the lane, with {@code lane} null everything. */
    record UnsubscribeLane(RoomId room, String lane, Set<AccountId> publishers) implements Command<Done> {
        /** Copies the publishers. */
        public UnsubscribeLane {
            publishers = Set.copyOf(publishers);
        }

        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Adds a contact: asks the other one, or, where that one has asked before, makes both friends. {@code blocked} where the
     * other one has blocked the caller, {@code already} where they are friends. {@code text} goes with the request, null: none.
     */
    record AddContact(AccountId account, String text) implements Command<ContactInfo> {
        @Override
        public Future<ContactInfo> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a friendship, takes a request back, rejects one, lifts the own block; {@code not_found} where there is none of these. */
    record RemoveContact(AccountId account) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes no messages of this account any more, nor requests; a friend is none from then on. */
    record BlockContact(AccountId account) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Lifts a block, nothing else; {@code not_found} where there is none. */
    record UnblockContact(AccountId account) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** The friends of the caller: those who are added both ways. */
    record ListContacts() implements Command<AccountList> {
        @Override
        public Future<AccountList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Whom the caller has blocked. */
    record ListBlocked() implements Command<AccountList> {
        @Override
        public Future<AccountList> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Says something to whoever is there now: to the other members of a direct room or group, nothing is kept. Who may send
     * a message there may do so.
     */
    record Signal(RoomId room, Content content) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Says something to those friends who are there now; nothing is kept. */
    record SignalContacts(Content content) implements Command<Done> {
        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Says something to those of at most 200 accounts who are there now, friends or not; nothing is kept. Left out, without
     * a word, is who does not exist, who has blocked the caller, whom the caller has blocked.
     *
     * @param strict whether it fails with {@code not_found} instead, said to nobody, where one of them does not exist
     */
    record SignalAccounts(List<AccountId> accounts, Content content, boolean strict) implements Command<Done> {
        /** Not a strict one. */
        public SignalAccounts(List<AccountId> accounts, Content content) {
            this(accounts, content, false);
        }

        /** Copies the accounts. */
        public SignalAccounts {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<Done> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads the profiles of at most 200 accounts; every account may. */
    record ReadProfiles(List<AccountId> accounts) implements Command<AccountProfiles> {
        /** Copies the accounts. */
        public ReadProfiles {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<AccountProfiles> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads the profiles of at most 200 groups; every account may. */
    record ReadRoomProfiles(List<RoomId> rooms) implements Command<RoomProfiles> {
        /** Copies the rooms. */
        public ReadRoomProfiles {
            rooms = List.copyOf(rooms);
        }

        @Override
        public Future<RoomProfiles> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Changes entries of the caller's profile, leaving the others; an empty value takes its entry away. The answer is the
     * profile after that.
     */
    record UpdateProfile(Map<String, byte[]> entries) implements Command<Profile> {
        /** Copies the map. */
        public UpdateProfile {
            entries = Map.copyOf(entries);
        }

        @Override
        public Future<Profile> accept(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command: add a command and the compiler walks to every place that must answer it. */
    interface Handler {
        /** Answers a send. */
        Future<Sent> on(SendMessage command);

        /** Answers what is said within a group. */
        <R> Future<R> on(Within<R> command);

        /** Answers whether something may be said. */
        Future<Done> on(MaySpeak command);

        /** Answers a read of history. */
        Future<HistoryPage> on(ReadHistory command);

        /** Answers a fetch of one message. */
        Future<StoredMessage> on(FetchMessage command);

        /** Recalls a message. */
        Future<Sent> on(RecallMessage command);

        /** Burns a message. */
        Future<Sent> on(BurnMessage command);

        /** Opens the inbox. */
        Future<InboxOpened> on(OpenInbox command);

        /** Answers a pull. */
        Future<InboxPage> on(PullInbox command);

        /** Takes an acknowledgement. */
        Future<Done> on(AckInbox command);

        /** Makes a group. */
        Future<RoomInfo> on(CreateRoom command);

        /** Answers what a room is. */
        Future<RoomInfo> on(GetRoom command);

        /** Ends a group. */
        Future<Done> on(DeleteRoom command);

        /** Adds the caller. */
        Future<RoomInfo> on(JoinRoom command);

        /** Takes the caller out. */
        Future<Done> on(LeaveRoom command);

        /** Adds members. */
        Future<RoomInfo> on(AddMembers command);

        /** Takes members out. */
        Future<RoomInfo> on(RemoveMembers command);

        /** Answers an application. */
        Future<Admission> on(ApplyToRoom command);

        /** Turns an application down. */
        Future<Done> on(RejectApplicant command);

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

        /** Adds a subscription. */
        Future<Done> on(Subscribe command);

        /** Takes a subscription back. */
        Future<Done> on(Unsubscribe command);

        /** Joins a share group. */
        Future<Done> on(JoinShare command);

        /** Leaves a share group. */
        Future<Done> on(LeaveShare command);

        /** Sets the status. */
        Future<Done> on(SetPresence command);

        /** Reads presence. */
        Future<PresenceList> on(GetPresence command);

        /** Starts watching. */
        Future<PresenceList> on(WatchPresence command);

        /** Stops watching. */
        Future<Done> on(UnwatchPresence command);

        /** Changes the password. */
        Future<Done> on(ChangePassword command);

        /** Lists sessions. */
        Future<SessionList> on(ListSessions command);

        /** Makes a stream room. */
        Future<StreamInfo> on(CreateStream command);

        /** Ends a stream room. */
        Future<Done> on(RemoveStream command);

        /** Changes who may publish. */
        Future<Done> on(GrantStream command);

        /** Joins. */
        Future<StreamInfo> on(JoinStream command);

        /** Leaves. */
        Future<Done> on(LeaveStream command);

        /** Takes the role of a publisher. */
        Future<Done> on(JoinLane command);

        /** Gives it back. */
        Future<Done> on(LeaveLane command);

        /** Subscribes to a lane. */
        Future<StreamSubscribed> on(SubscribeLane command);

        /** Takes that back. */
        Future<Done> on(UnsubscribeLane command);

        /** Answers a request. */
        Future<ContactInfo> on(AddContact command);

        /** Answers the end of a contact. */
        Future<Done> on(RemoveContact command);

        /** Answers a block. */
        Future<Done> on(BlockContact command);

        /** Answers the end of a block. */
        Future<Done> on(UnblockContact command);

        /** Answers who the friends are. */
        Future<AccountList> on(ListContacts command);

        /** Answers who is blocked. */
        Future<AccountList> on(ListBlocked command);

        /** Signals to a room. */
        Future<Done> on(Signal command);

        /** Signals to the friends. */
        Future<Done> on(SignalContacts command);

        /** Signals to accounts. */
        Future<Done> on(SignalAccounts command);

        /** Reads profiles of accounts. */
        Future<AccountProfiles> on(ReadProfiles command);

        /** Reads profiles of groups. */
        Future<RoomProfiles> on(ReadRoomProfiles command);

        /** Changes the own profile. */
        Future<Profile> on(UpdateProfile command);
    }
}
