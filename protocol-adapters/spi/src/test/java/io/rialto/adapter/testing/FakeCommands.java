package io.rialto.adapter.testing;

import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
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
import java.util.TreeMap;

/** What a {@link FakeSession} answers where the test did not say: everything succeeds, rooms are empty. */
final class FakeCommands implements Command.Handler {
    private static final Future<Done> DONE = Future.succeededFuture(Done.DONE);

    private final FakeSession session;
    private final FakeChannels channels;
    private long sent;

    FakeCommands(FakeSession session, FakeChannels channels) {
        this.session = session;
        this.channels = channels;
    }

    @Override
    public Future<Sent> on(Command.SendMessage command) {
        long number = ++sent;
        return Future.succeededFuture(new Sent(
                command.cmid(), new MessageId(number), number, System.currentTimeMillis(), number, number - 1, false));
    }

    @Override
    public <R> Future<R> on(Command.Within<R> command) {
        return command.said().accept(this);
    }

    @Override
    public Future<Done> on(Command.MaySpeak command) {
        return DONE;
    }

    @Override
    public Future<HistoryPage> on(Command.ReadHistory command) {
        return Future.succeededFuture(new HistoryPage(List.of(), 0, false));
    }

    @Override
    public Future<StoredMessage> on(Command.FetchMessage command) {
        return Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "no such message"));
    }

    @Override
    public Future<Sent> on(Command.RecallMessage command) {
        return erased(command.cseq());
    }

    @Override
    public Future<Sent> on(Command.BurnMessage command) {
        return erased(command.cseq());
    }

    @Override
    public Future<InboxOpened> on(Command.OpenInbox command) {
        return Future.succeededFuture(new InboxOpened(0, 0, System.currentTimeMillis(), -1));
    }

    @Override
    public Future<InboxPage> on(Command.PullInbox command) {
        return Future.succeededFuture(new InboxPage(command.after() + 1, command.after(), List.of(), command.after()));
    }

    @Override
    public Future<Done> on(Command.AckInbox command) {
        return DONE;
    }

    @Override
    public Future<RoomInfo> on(Command.CreateRoom command) {
        return Future.succeededFuture(new RoomInfo(
                command.room(), command.title(), me(), List.of(), command.join(), List.copyOf(command.members()), 0));
    }

    @Override
    public Future<RoomInfo> on(Command.GetRoom command) {
        return room(command.room());
    }

    @Override
    public Future<Done> on(Command.DeleteRoom command) {
        return DONE;
    }

    @Override
    public Future<RoomInfo> on(Command.JoinRoom command) {
        return room(command.room());
    }

    @Override
    public Future<Done> on(Command.LeaveRoom command) {
        return DONE;
    }

    @Override
    public Future<RoomInfo> on(Command.AddMembers command) {
        return room(command.room());
    }

    @Override
    public Future<RoomInfo> on(Command.RemoveMembers command) {
        return room(command.room());
    }

    @Override
    public Future<Admission> on(Command.ApplyToRoom command) {
        return Future.succeededFuture(Admission.PENDING);
    }

    @Override
    public Future<Done> on(Command.RejectApplicant command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.BanMember command) {
        return DONE;
    }

    @Override
    public Future<BannedList> on(Command.ListBannedMembers command) {
        return Future.succeededFuture(new BannedList(List.of(new AccountId("mallory"))));
    }

    @Override
    public Future<Done> on(Command.BlockRoom command) {
        return DONE;
    }

    @Override
    public Future<RoomList> on(Command.ListBlockedRooms command) {
        return Future.succeededFuture(new RoomList(List.of()));
    }

    @Override
    public Future<RoomInfo> on(Command.UpdateRoom command) {
        return room(command.room());
    }

    @Override
    public Future<RoomInfo> on(Command.TransferRoom command) {
        return room(command.room());
    }

    @Override
    public Future<RoomList> on(Command.ListRooms command) {
        return Future.succeededFuture(new RoomList(List.of()));
    }

    @Override
    public Future<Done> on(Command.Subscribe command) {
        boolean operator =
                me().value().startsWith("operator") && command.filter().startsWith("$SYS/");
        if (command.filter().startsWith("$") && !command.filter().startsWith("$group/") && !operator) {
            return Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, "no access rule allows it"));
        }
        channels.join(session, command.filter(), command.subscriber());
        if (command.retained()) {
            // Twice: the answer takes one turn of the loop, retained values come after it.
            session.context().runOnContext(now -> session.context()
                    .runOnContext(then -> channels.offerRetained(command.filter(), command.subscriber())));
        }
        return DONE;
    }

    @Override
    public Future<Done> on(Command.Unsubscribe command) {
        channels.leave(command.filter(), command.subscriber());
        return DONE;
    }

    @Override
    public Future<Done> on(Command.JoinShare command) {
        session.joined(new FakeShare(session.context(), command));
        return DONE;
    }

    @Override
    public Future<Done> on(Command.LeaveShare command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.SetPresence command) {
        return DONE;
    }

    @Override
    public Future<PresenceList> on(Command.GetPresence command) {
        return offline(command.accounts());
    }

    @Override
    public Future<PresenceList> on(Command.WatchPresence command) {
        return offline(command.accounts());
    }

    @Override
    public Future<Done> on(Command.UnwatchPresence command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.ChangePassword command) {
        return DONE;
    }

    @Override
    public Future<SessionList> on(Command.ListSessions command) {
        return Future.succeededFuture(new SessionList(List.of(session.info())));
    }

    @Override
    public Future<StreamInfo> on(Command.CreateStream command) {
        RoomId room = command.room() == null ? new RoomId("s:made-by-fake") : command.room();
        return Future.succeededFuture(stream(room, command.preset()));
    }

    @Override
    public Future<Done> on(Command.RemoveStream command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.GrantStream command) {
        return DONE;
    }

    @Override
    public Future<StreamInfo> on(Command.JoinStream command) {
        return Future.succeededFuture(stream(command.room(), StreamPreset.RTM));
    }

    @Override
    public Future<Done> on(Command.LeaveStream command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.JoinLane command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.LeaveLane command) {
        return DONE;
    }

    @Override
    public Future<StreamSubscribed> on(Command.SubscribeLane command) {
        channels.join(session, "$stream/" + command.room().name(), command.subscriber());
        return Future.succeededFuture(new StreamSubscribed(new StreamPlace(1, 0), 0));
    }

    @Override
    public Future<Done> on(Command.UnsubscribeLane command) {
        return DONE;
    }

    private static Future<Sent> erased(long cseq) {
        return Future.succeededFuture(new Sent(null, new MessageId(1000 + cseq), cseq + 1, 2000, 9, 8, false));
    }

    private StreamInfo stream(RoomId room, StreamPreset preset) {
        return new StreamInfo(room, preset, me(), new StreamPlace(1, 0), 1, Map.of());
    }

    private AccountId me() {
        return session.info().account();
    }

    @Override
    public Future<ContactInfo> on(Command.AddContact command) {
        return Future.succeededFuture(new ContactInfo(command.account(), false));
    }

    @Override
    public Future<Done> on(Command.RemoveContact command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.BlockContact command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.UnblockContact command) {
        return DONE;
    }

    @Override
    public Future<AccountList> on(Command.ListContacts command) {
        return Future.succeededFuture(new AccountList(List.of()));
    }

    @Override
    public Future<AccountList> on(Command.ListBlocked command) {
        return Future.succeededFuture(new AccountList(List.of()));
    }

    @Override
    public Future<Done> on(Command.Signal command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.SignalContacts command) {
        return DONE;
    }

    @Override
    public Future<Done> on(Command.SignalAccounts command) {
        return DONE;
    }

    @Override
    public Future<AccountProfiles> on(Command.ReadProfiles command) {
        return Future.succeededFuture(new AccountProfiles(new TreeMap<>()));
    }

    @Override
    public Future<RoomProfiles> on(Command.ReadRoomProfiles command) {
        return Future.succeededFuture(new RoomProfiles(new TreeMap<>()));
    }

    @Override
    public Future<Profile> on(Command.UpdateProfile command) {
        return Future.succeededFuture(Profile.of(1, command.entries()));
    }

    private Future<RoomInfo> room(RoomId room) {
        return Future.succeededFuture(new RoomInfo(room, "", me(), List.of(), JoinPolicy.OPEN, List.of(me()), 0));
    }

    private static Future<PresenceList> offline(List<AccountId> accounts) {
        return Future.succeededFuture(new PresenceList(accounts.stream()
                .map(account -> new PresenceState(account, false, "", 0))
                .toList()));
    }
}
