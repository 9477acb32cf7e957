package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.bus.Address;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Command.AckInbox;
import io.rialto.contract.command.Command.AddContact;
import io.rialto.contract.command.Command.AddMembers;
import io.rialto.contract.command.Command.ApplyToRoom;
import io.rialto.contract.command.Command.BanMember;
import io.rialto.contract.command.Command.BlockContact;
import io.rialto.contract.command.Command.BlockRoom;
import io.rialto.contract.command.Command.BurnMessage;
import io.rialto.contract.command.Command.ChangePassword;
import io.rialto.contract.command.Command.CreateRoom;
import io.rialto.contract.command.Command.CreateStream;
import io.rialto.contract.command.Command.DeleteRoom;
import io.rialto.contract.command.Command.FetchMessage;
import io.rialto.contract.command.Command.GetPresence;
import io.rialto.contract.command.Command.GetRoom;
import io.rialto.contract.command.Command.GrantStream;
import io.rialto.contract.command.Command.JoinLane;
import io.rialto.contract.command.Command.JoinRoom;
import io.rialto.contract.command.Command.JoinShare;
import io.rialto.contract.command.Command.JoinStream;
import io.rialto.contract.command.Command.LeaveLane;
import io.rialto.contract.command.Command.LeaveRoom;
import io.rialto.contract.command.Command.LeaveShare;
import io.rialto.contract.command.Command.LeaveStream;
import io.rialto.contract.command.Command.ListBannedMembers;
import io.rialto.contract.command.Command.ListBlocked;
import io.rialto.contract.command.Command.ListBlockedRooms;
import io.rialto.contract.command.Command.ListContacts;
import io.rialto.contract.command.Command.ListRooms;
import io.rialto.contract.command.Command.ListSessions;
import io.rialto.contract.command.Command.MaySpeak;
import io.rialto.contract.command.Command.OpenInbox;
import io.rialto.contract.command.Command.PullInbox;
import io.rialto.contract.command.Command.ReadHistory;
import io.rialto.contract.command.Command.ReadProfiles;
import io.rialto.contract.command.Command.ReadRoomProfiles;
import io.rialto.contract.command.Command.RecallMessage;
import io.rialto.contract.command.Command.RejectApplicant;
import io.rialto.contract.command.Command.RemoveContact;
import io.rialto.contract.command.Command.RemoveMembers;
import io.rialto.contract.command.Command.RemoveStream;
import io.rialto.contract.command.Command.SendMessage;
import io.rialto.contract.command.Command.SetPresence;
import io.rialto.contract.command.Command.Signal;
import io.rialto.contract.command.Command.SignalAccounts;
import io.rialto.contract.command.Command.SignalContacts;
import io.rialto.contract.command.Command.Subscribe;
import io.rialto.contract.command.Command.SubscribeLane;
import io.rialto.contract.command.Command.TransferRoom;
import io.rialto.contract.command.Command.UnblockContact;
import io.rialto.contract.command.Command.Unsubscribe;
import io.rialto.contract.command.Command.UnsubscribeLane;
import io.rialto.contract.command.Command.UnwatchPresence;
import io.rialto.contract.command.Command.UpdateProfile;
import io.rialto.contract.command.Command.UpdateRoom;
import io.rialto.contract.command.Command.WatchPresence;
import io.rialto.contract.command.Command.Within;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamSubscribed;
import io.rialto.message.Authorise;
import io.rialto.message.RequireSpeaker;
import io.rialto.message.VouchedMessage;
import io.rialto.message.VouchedSignal;
import io.rialto.share.HandOver;
import io.rialto.share.ShareDesk;
import io.rialto.stream.StreamDesk;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers the commands of one session: itself where it can, else the verticle that serves what is asked for. Confined to
 * the connection's context.
 */
final class CommandDesk implements Command.Handler {
    /** What guests may ask for: they use channels only. What closes something finds nothing to close; no message is theirs. */
    private static final Set<Class<?>> FOR_GUESTS = Set.of(
            Subscribe.class,
            Unsubscribe.class,
            JoinShare.class,
            LeaveShare.class,
            ListSessions.class,
            FetchMessage.class,
            PullInbox.class,
            AckInbox.class,
            UnwatchPresence.class);

    private final SessionParts parts;
    private final ConnectedSession session;
    private final SessionInfo info;
    private final Outbound outbound;
    /** Made when first used, as are the others: an idle session keeps none of them. */
    private InboxDesk inbox;

    private Subscriptions subscriptions;
    private Watches watches;
    private StreamDesk streams;
    private SignalDesk signals;
    private ShareDesk shares;
    private BehindPublishes behind;

    CommandDesk(SessionParts parts, ConnectedSession session, Outbound outbound) {
        this.parts = parts;
        this.session = session;
        this.info = session.info();
        this.outbound = outbound;
    }

    /** The answer to a command; {@code forbidden} where it is not for guests and this is one. */
    <R> Future<R> answer(Command<R> command) {
        return session.guest() && !FOR_GUESTS.contains(command.getClass())
                ? refuse(ErrorCode.FORBIDDEN, "guests use channels only, sign in for this")
                : command.accept(this);
    }

    void arrived(Delivery delivery) {
        if (inbox != null) {
            inbox.arrived(delivery);
        }
    }

    void homesMoved() {
        if (streams != null) {
            streams.homesMoved();
        }
        if (watches != null) {
            watches.homesMoved();
        }
        if (subscriptions != null) {
            subscriptions.confirmViews();
        }
        if (shares != null) {
            shares.homesMoved();
        }
    }

    /** A share group hands over frames. */
    void shared(HandOver one) {
        if (shares != null) {
            shares.take(one);
        }
    }

    void moved(RoomId stream) {
        if (streams != null) {
            streams.moved(stream);
        }
    }

    void lookAgain() {
        if (inbox != null) {
            inbox.lookAgain();
        }
        if (subscriptions != null) {
            subscriptions.confirmViews();
        }
    }

    void lost(RoomId group) {
        if (subscriptions != null) {
            subscriptions.dropView(group);
        }
    }

    /** What the session may do has changed. */
    void rightsChanged() {
        if (subscriptions != null) {
            subscriptions.rightsChanged();
        }
        if (shares != null) {
            shares.rightsChanged();
        }
        if (streams != null) {
            streams.rightsChanged();
        }
    }

    /** Whether a stream room is over, as its relay of this epoch says. */
    boolean ended(RoomId stream, long epoch) {
        return streams == null || streams.ended(stream, epoch);
    }

    void close() {
        if (inbox != null) {
            inbox.close();
        }
        if (subscriptions != null) {
            subscriptions.close();
        }
        if (watches != null) {
            watches.close();
        }
        if (streams != null) {
            streams.close();
        }
        if (shares != null) {
            shares.close();
        }
        if (behind != null) {
            behind.close();
        }
    }

    @Override
    public Future<Sent> on(SendMessage command) {
        Object question = session.vouchedFor() ? new VouchedMessage(command) : command;
        return unless(session.rooms().say(command.room()), Address.MESSAGES, command.room(), question);
    }

    @Override
    public <R> Future<R> on(Within<R> command) {
        return new WhisperDesk(parts, session).say(command);
    }

    @Override
    public Future<Done> on(MaySpeak command) {
        return unless(
                session.rooms().say(command.room()),
                Address.MESSAGES,
                command.room(),
                new RequireSpeaker(command.room()));
    }

    @Override
    public Future<HistoryPage> on(ReadHistory command) {
        return unless(session.rooms().hear(command.room()), Address.MESSAGES, command.room(), command);
    }

    @Override
    public Future<StoredMessage> on(FetchMessage command) {
        return parts.storage().log().byId(command.mid()).compose(found -> {
            if (found.isEmpty() || session.guest()) {
                return notThere(command);
            }
            RoomId room = found.get().room();
            return this.<Done>ask(Address.MESSAGES, room, new Authorise(room, false))
                    .compose(member -> readable(found.get()))
                    .recover(failure -> GatewayException.codeOf(failure) == ErrorCode.NOT_MEMBER
                            ? notThere(command)
                            : Future.failedFuture(failure));
        });
    }

    @Override
    public Future<Sent> on(RecallMessage command) {
        return unless(session.rooms().say(command.room()), Address.MESSAGES, command.room(), command);
    }

    @Override
    public Future<Sent> on(BurnMessage command) {
        return unless(session.rooms().say(command.room()), Address.MESSAGES, command.room(), command);
    }

    @Override
    public Future<InboxOpened> on(OpenInbox command) {
        Denial denial = session.rooms().inbox();
        return denial == null ? inbox().open(command) : Future.failedFuture(denial.refusal());
    }

    @Override
    public Future<InboxPage> on(PullInbox command) {
        return inbox().pull(command.after(), command.limit(), command.maxBytes());
    }

    @Override
    public Future<Done> on(AckInbox command) {
        return inbox().ack(command.iseq());
    }

    @Override
    public Future<RoomInfo> on(CreateRoom command) {
        return unless(session.rooms().hear(command.room()), Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(GetRoom command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(DeleteRoom command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(JoinRoom command) {
        return unless(session.rooms().hear(command.room()), Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(LeaveRoom command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(AddMembers command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(RemoveMembers command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Admission> on(ApplyToRoom command) {
        return unless(session.rooms().hear(command.room()), Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(RejectApplicant command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(BanMember command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<BannedList> on(ListBannedMembers command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(BlockRoom command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(UpdateRoom command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(TransferRoom command) {
        return ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomList> on(ListBlockedRooms command) {
        return parts.storage().rooms().blockedBy(info.account()).map(RoomList::new);
    }

    @Override
    public Future<RoomList> on(ListRooms command) {
        return parts.storage().rooms().roomsOf(info.account()).map(RoomList::new);
    }

    @Override
    public Future<Done> on(Subscribe command) {
        return behindPublishes(() -> subscriptions().add(command));
    }

    @Override
    public Future<Done> on(Unsubscribe command) {
        return inOrder(() -> {
            if (subscriptions != null) {
                subscriptions.remove(command);
            }
            return Future.succeededFuture(Done.DONE);
        });
    }

    @Override
    public Future<Done> on(JoinShare command) {
        return behindPublishes(() -> {
            if (shares == null) {
                shares = new ShareDesk(parts, session);
            }
            return shares.join(command);
        });
    }

    @Override
    public Future<Done> on(LeaveShare command) {
        return inOrder(() -> {
            if (shares != null) {
                shares.leave(command);
            }
            return Future.succeededFuture(Done.DONE);
        });
    }

    /** Whoever subscribes does not hear what the same connection had published before. */
    private Future<Done> behindPublishes(Supplier<Future<Done>> step) {
        Future<Void> published = session.published();
        if (published == null) {
            return inOrder(step);
        }
        if (behind == null) {
            behind = new BehindPublishes();
        }
        return behind.run(published, step);
    }

    /** Not before subscriptions that were asked for earlier, and wait. */
    private Future<Done> inOrder(Supplier<Future<Done>> step) {
        return behind == null ? step.get() : behind.run(step);
    }

    @Override
    public Future<Done> on(SetPresence command) {
        return watches().set(command);
    }

    @Override
    public Future<PresenceList> on(GetPresence command) {
        return watches().get(command.accounts());
    }

    @Override
    public Future<PresenceList> on(WatchPresence command) {
        return watches().watch(command.accounts());
    }

    @Override
    public Future<Done> on(UnwatchPresence command) {
        if (watches != null) {
            watches.unwatch(command.accounts());
        }
        return Future.succeededFuture(Done.DONE);
    }

    /** Who asks stays. */
    @Override
    public Future<Done> on(ChangePassword command) {
        AccountId account = info.account();
        return parts.passwords()
                .change(account, command.old(), command.fresh())
                .onSuccess(session::staysIn)
                .compose(epoch -> new SignOuts(parts.bus(), parts.placement())
                        .of(account, epoch, Push.Reason.SIGNED_OUT, info.id()))
                .map(gone -> Done.DONE);
    }

    @Override
    public Future<SessionList> on(ListSessions command) {
        return parts.bus()
                .ask(
                        Address.SESSIONS,
                        parts.placement().of(info.account()),
                        info.account(),
                        session,
                        new WhoIsThere(info.account()));
    }

    @Override
    public Future<StreamInfo> on(CreateStream command) {
        return streams().create(command);
    }

    @Override
    public Future<Done> on(RemoveStream command) {
        return ask(Address.STREAMS, command.room(), command);
    }

    @Override
    public Future<Done> on(GrantStream command) {
        return ask(Address.STREAMS, command.room(), command);
    }

    @Override
    public Future<StreamInfo> on(JoinStream command) {
        return streams().join(command);
    }

    @Override
    public Future<Done> on(LeaveStream command) {
        return streams().leave(command);
    }

    @Override
    public Future<Done> on(JoinLane command) {
        return streams().joinLane(command);
    }

    @Override
    public Future<Done> on(LeaveLane command) {
        return streams().leaveLane(command);
    }

    @Override
    public Future<StreamSubscribed> on(SubscribeLane command) {
        return streams().subscribe(command);
    }

    @Override
    public Future<Done> on(UnsubscribeLane command) {
        return streams().unsubscribe(command);
    }

    private InboxDesk inbox() {
        if (inbox == null) {
            inbox = new InboxDesk(parts, session, outbound);
        }
        return inbox;
    }

    private Subscriptions subscriptions() {
        if (subscriptions == null) {
            subscriptions = new Subscriptions(parts, session);
        }
        return subscriptions;
    }

    private Watches watches() {
        if (watches == null) {
            watches = new Watches(parts, session);
        }
        return watches;
    }

    private StreamDesk streams() {
        if (streams == null) {
            streams = new StreamDesk(parts, session);
        }
        return streams;
    }

    @Override
    public Future<ContactInfo> on(AddContact command) {
        return contacts().change(command.account(), command);
    }

    @Override
    public Future<Done> on(RemoveContact command) {
        return contacts().change(command.account(), command);
    }

    @Override
    public Future<Done> on(BlockContact command) {
        return contacts().change(command.account(), command);
    }

    @Override
    public Future<Done> on(UnblockContact command) {
        return contacts().change(command.account(), command);
    }

    @Override
    public Future<AccountList> on(ListContacts command) {
        return contacts().friends();
    }

    @Override
    public Future<AccountList> on(ListBlocked command) {
        return contacts().blocked();
    }

    @Override
    public Future<Done> on(Signal command) {
        Object question = session.vouchedFor() ? new VouchedSignal(command) : command;
        return unless(session.rooms().signal(command.room()), Address.MESSAGES, command.room(), question);
    }

    @Override
    public Future<Done> on(SignalContacts command) {
        return signals().toContacts(command.content());
    }

    @Override
    public Future<Done> on(SignalAccounts command) {
        return signals().toAccounts(command);
    }

    @Override
    public Future<AccountProfiles> on(ReadProfiles command) {
        return profiles().read(command);
    }

    @Override
    public Future<RoomProfiles> on(ReadRoomProfiles command) {
        return profiles().read(command);
    }

    @Override
    public Future<Profile> on(UpdateProfile command) {
        return profiles().update(command);
    }

    private ContactDesk contacts() {
        return new ContactDesk(parts, session);
    }

    private SignalDesk signals() {
        if (signals == null) {
            signals = new SignalDesk(parts, session);
        }
        return signals;
    }

    private ProfileDesk profiles() {
        return new ProfileDesk(parts, info.account());
    }

    private <R> Future<R> ask(Address address, RoomId room, Object question) {
        return parts.bus().ask(address, parts.placement().of(room), info.account(), session, question);
    }

    private Future<StoredMessage> readable(StoredMessage message) {
        Denial denial = session.rooms().hear(message.room());
        return denial == null ? Future.succeededFuture(message) : Future.failedFuture(denial.refusal());
    }

    /** Asks a room unless rules deny it. */
    private <R> Future<R> unless(Denial denial, Address address, RoomId room, Object question) {
        return denial == null ? ask(address, room, question) : Future.failedFuture(denial.refusal());
    }

    private static <R> Future<R> notThere(FetchMessage command) {
        return refuse(ErrorCode.NOT_FOUND, "there is no message " + command.mid() + " for you");
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
