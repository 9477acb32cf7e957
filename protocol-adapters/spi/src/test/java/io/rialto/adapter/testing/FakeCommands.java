package io.rialto.adapter.testing;

import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;
import java.util.List;
import java.util.TreeMap;

/** What a {@link FakeSession} answers where the test did not say: everything succeeds, rooms are empty. */
final class FakeCommands
        implements Command.Handler,
                MessageCommand.Handler,
                SignalCommand.Handler,
                InboxCommand.Handler,
                PresenceCommand.Handler,
                AccountCommand.Handler,
                ContactCommand.Handler,
                ProfileCommand.Handler {
    private static final Future<Done> DONE = Future.succeededFuture(Done.DONE);

    private final FakeSession session;
    private final FakeChannels channels;
    private long sent;

    FakeCommands(FakeSession session, FakeChannels channels) {
        this.session = session;
        this.channels = channels;
    }

    @Override
    public <R> Future<R> on(MessageCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(SignalCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(InboxCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(PresenceCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(AccountCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(ContactCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(ProfileCommand<R> command) {
        return command.answeredBy(this);
    }

    @Override
    public <R> Future<R> on(RoomCommand<R> command) {
        return command.answeredBy(new FakeRooms(session));
    }

    @Override
    public <R> Future<R> on(ChannelCommand<R> command) {
        return command.answeredBy(new FakeChannelDesk(session, channels));
    }

    @Override
    public <R> Future<R> on(StreamCommand<R> command) {
        return command.answeredBy(new FakeStreams(session, channels));
    }

    @Override
    public Future<Sent> on(MessageCommand.SendMessage command) {
        long number = ++sent;
        return Future.succeededFuture(new Sent(
                command.cmid(), new MessageId(number), number, System.currentTimeMillis(), number, number - 1, false));
    }

    @Override
    public <R> Future<R> on(MessageCommand.Within<R> command) {
        return command.said().accept(this);
    }

    @Override
    public Future<Done> on(MessageCommand.MaySpeak command) {
        return DONE;
    }

    @Override
    public Future<HistoryPage> on(MessageCommand.ReadHistory command) {
        return Future.succeededFuture(new HistoryPage(List.of(), 0, false));
    }

    @Override
    public Future<StoredMessage> on(MessageCommand.FetchMessage command) {
        return Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "no such message"));
    }

    @Override
    public Future<Sent> on(MessageCommand.RecallMessage command) {
        return erased(command.cseq());
    }

    @Override
    public Future<Sent> on(MessageCommand.BurnMessage command) {
        return erased(command.cseq());
    }

    @Override
    public Future<Done> on(SignalCommand.Signal command) {
        return DONE;
    }

    @Override
    public Future<Done> on(SignalCommand.SignalContacts command) {
        return DONE;
    }

    @Override
    public Future<Done> on(SignalCommand.SignalAccounts command) {
        return DONE;
    }

    @Override
    public Future<InboxOpened> on(InboxCommand.OpenInbox command) {
        return Future.succeededFuture(new InboxOpened(0, 0, System.currentTimeMillis(), -1));
    }

    @Override
    public Future<InboxPage> on(InboxCommand.PullInbox command) {
        return Future.succeededFuture(new InboxPage(command.after() + 1, command.after(), List.of(), command.after()));
    }

    @Override
    public Future<Done> on(InboxCommand.AckInbox command) {
        return DONE;
    }

    @Override
    public Future<Done> on(PresenceCommand.SetPresence command) {
        return DONE;
    }

    @Override
    public Future<PresenceList> on(PresenceCommand.GetPresence command) {
        return offline(command.accounts());
    }

    @Override
    public Future<PresenceList> on(PresenceCommand.WatchPresence command) {
        return offline(command.accounts());
    }

    @Override
    public Future<Done> on(PresenceCommand.UnwatchPresence command) {
        return DONE;
    }

    @Override
    public Future<Done> on(AccountCommand.ChangePassword command) {
        return DONE;
    }

    @Override
    public Future<SessionList> on(AccountCommand.ListSessions command) {
        return Future.succeededFuture(new SessionList(List.of(session.info())));
    }

    @Override
    public Future<ContactInfo> on(ContactCommand.AddContact command) {
        return Future.succeededFuture(new ContactInfo(command.account(), false));
    }

    @Override
    public Future<Done> on(ContactCommand.RemoveContact command) {
        return DONE;
    }

    @Override
    public Future<Done> on(ContactCommand.BlockContact command) {
        return DONE;
    }

    @Override
    public Future<Done> on(ContactCommand.UnblockContact command) {
        return DONE;
    }

    @Override
    public Future<AccountList> on(ContactCommand.ListContacts command) {
        return Future.succeededFuture(new AccountList(List.of()));
    }

    @Override
    public Future<AccountList> on(ContactCommand.ListBlocked command) {
        return Future.succeededFuture(new AccountList(List.of()));
    }

    @Override
    public Future<AccountProfiles> on(ProfileCommand.ReadProfiles command) {
        return Future.succeededFuture(new AccountProfiles(new TreeMap<>()));
    }

    @Override
    public Future<RoomProfiles> on(ProfileCommand.ReadRoomProfiles command) {
        return Future.succeededFuture(new RoomProfiles(new TreeMap<>()));
    }

    @Override
    public Future<Profile> on(ProfileCommand.UpdateProfile command) {
        return Future.succeededFuture(Profile.of(1, command.entries()));
    }

    private static Future<Sent> erased(long cseq) {
        return Future.succeededFuture(new Sent(null, new MessageId(1000 + cseq), cseq + 1, 2000, 9, 8, false));
    }

    private static Future<PresenceList> offline(List<AccountId> accounts) {
        return Future.succeededFuture(new PresenceList(accounts.stream()
                .map(account -> new PresenceState(account, false, "", 0))
                .toList()));
    }
}
