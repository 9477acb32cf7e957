package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.channel.Uplink;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Command.AckInbox;
import io.rialto.contract.command.Command.AddMembers;
import io.rialto.contract.command.Command.CreateRoom;
import io.rialto.contract.command.Command.DeleteRoom;
import io.rialto.contract.command.Command.FetchMessage;
import io.rialto.contract.command.Command.GetPresence;
import io.rialto.contract.command.Command.GetRoom;
import io.rialto.contract.command.Command.JoinRoom;
import io.rialto.contract.command.Command.LeaveRoom;
import io.rialto.contract.command.Command.ListRooms;
import io.rialto.contract.command.Command.ListSessions;
import io.rialto.contract.command.Command.OpenInbox;
import io.rialto.contract.command.Command.PullInbox;
import io.rialto.contract.command.Command.ReadHistory;
import io.rialto.contract.command.Command.RemoveMembers;
import io.rialto.contract.command.Command.SendMessage;
import io.rialto.contract.command.Command.SetPresence;
import io.rialto.contract.command.Command.Subscribe;
import io.rialto.contract.command.Command.Unsubscribe;
import io.rialto.contract.command.Command.UnwatchPresence;
import io.rialto.contract.command.Command.WatchPresence;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.message.Authorise;
import io.vertx.core.Context;
import io.vertx.core.Future;

/**
 * A signed-in account on a connection of this node: answers what it can itself, sends the rest to the verticle that
 * serves it. Confined to the connection's context, except where a method says otherwise.
 */
public final class ConnectedSession implements Session, Command.Handler {
    private final SessionParts parts;
    private final SessionInfo info;
    private final boolean guest;
    private final Context context;
    private final Outbound outbound;
    private final InboxDesk inbox;
    private final Subscriptions subscriptions;
    private final Watches watches;
    private final Uplink uplink;
    private boolean closed;

    ConnectedSession(SessionParts parts, SessionInfo info, boolean guest, Outbound outbound) {
        this.parts = parts;
        this.info = info;
        this.guest = guest;
        this.context = parts.vertx().getOrCreateContext();
        this.outbound = outbound;
        this.inbox = new InboxDesk(parts, info, outbound);
        this.subscriptions = new Subscriptions(parts, this);
        this.watches = new Watches(parts, this);
        this.uplink = parts.uplinks().of(context);
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public boolean guest() {
        return guest;
    }

    /** The connection's context. From any thread. */
    public Context context() {
        return context;
    }

    @Override
    public <R> Future<R> submit(Command<R> command) {
        if (closed) {
            return refuse(ErrorCode.KICKED, "the session is over");
        }
        try {
            return command.accept(this);
        } catch (GatewayException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    @Override
    public void publish(Publication publication) {
        if (!closed) {
            uplink.publish(this, publication);
        } else if (publication.receipt() != null) {
            publication.receipt().done(new GatewayException(ErrorCode.KICKED, "the session is over"), false);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inbox.close();
            subscriptions.close();
            watches.close();
            parts.bus().tell(Address.SESSIONS, parts.placement().of(info.account()), new Leave(this));
        }
    }

    /** Takes an inbox item; called on the connection's context. */
    public void arrived(Delivery delivery) {
        if (!closed) {
            inbox.arrived(delivery);
        }
    }

    /** Pushes something to the connection. From any thread. */
    public void push(Push push) {
        context.runOnContext(now -> {
            if (!closed) {
                outbound.push(push);
            }
        });
    }

    @Override
    public Future<Sent> on(SendMessage command) {
        return guest ? guestRefused() : ask(Address.MESSAGES, command.room(), command);
    }

    @Override
    public Future<HistoryPage> on(ReadHistory command) {
        return guest ? guestRefused() : ask(Address.MESSAGES, command.room(), command);
    }

    @Override
    public Future<StoredMessage> on(FetchMessage command) {
        return parts.storage().log().byId(command.mid()).compose(found -> {
            if (found.isEmpty() || guest) {
                return refuse(ErrorCode.NOT_FOUND, "there is no message " + command.mid() + " for you");
            }
            RoomId room = found.get().room();
            return this.<Done>ask(Address.MESSAGES, room, new Authorise(room))
                    .map(member -> found.get())
                    .recover(stranger ->
                            refuse(ErrorCode.NOT_FOUND, "there is no message " + command.mid() + " for you"));
        });
    }

    @Override
    public Future<InboxOpened> on(OpenInbox command) {
        return guest ? guestRefused() : inbox.open(command);
    }

    @Override
    public Future<InboxPage> on(PullInbox command) {
        return inbox.pull(command.after(), command.limit(), command.maxBytes());
    }

    @Override
    public Future<Done> on(AckInbox command) {
        return inbox.ack(command.iseq());
    }

    @Override
    public Future<RoomInfo> on(CreateRoom command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(GetRoom command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(DeleteRoom command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(JoinRoom command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<Done> on(LeaveRoom command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(AddMembers command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(RemoveMembers command) {
        return guest ? guestRefused() : ask(Address.ROOMS, command.room(), command);
    }

    @Override
    public Future<RoomList> on(ListRooms command) {
        return guest
                ? guestRefused()
                : parts.storage().rooms().roomsOf(info.account()).map(RoomList::new);
    }

    @Override
    public Future<Done> on(Subscribe command) {
        return subscriptions.add(command);
    }

    @Override
    public Future<Done> on(Unsubscribe command) {
        subscriptions.remove(command);
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public Future<Done> on(SetPresence command) {
        return guest ? guestRefused() : watches.set(command);
    }

    @Override
    public Future<PresenceList> on(GetPresence command) {
        return guest ? guestRefused() : watches.get(command.accounts());
    }

    @Override
    public Future<PresenceList> on(WatchPresence command) {
        return guest ? guestRefused() : watches.watch(command.accounts());
    }

    @Override
    public Future<Done> on(UnwatchPresence command) {
        watches.unwatch(command.accounts());
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public Future<SessionList> on(ListSessions command) {
        return Future.succeededFuture(new SessionList(parts.live().of(info.account()).stream()
                .map(ConnectedSession::info)
                .toList()));
    }

    private <R> Future<R> ask(Address address, RoomId room, Object question) {
        return parts.bus().ask(address, parts.placement().of(room), info.account(), this, question);
    }

    private static <R> Future<R> guestRefused() {
        return refuse(ErrorCode.FORBIDDEN, "guests use channels only, sign in for this");
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
