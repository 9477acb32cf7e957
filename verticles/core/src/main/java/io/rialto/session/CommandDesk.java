package io.rialto.session;

import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.AccountCommand.ListSessions;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.command.ChannelCommand.LeaveShare;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ChannelCommand.Unsubscribe;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxCommand.AckInbox;
import io.rialto.contract.command.InboxCommand.PullInbox;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.MessageCommand.FetchMessage;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceCommand.UnwatchPresence;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Outbound;
import io.rialto.post.Delivery;
import io.rialto.post.HandOver;
import io.rialto.stream.StreamDesk;
import io.vertx.core.Future;
import java.util.Set;

/**
 * The desks of one session, each of which answers the commands of its area; those that remember something are told what
 * concerns it. Confined to the connection's context.
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
    private final Outbound outbound;
    /** Made when first used, as are the others: an idle session keeps none of them. */
    private InboxDesk inbox;

    private MessageDesk messages;
    private ChannelDesk channels;
    private Watches watches;
    private StreamDesk streams;
    private SignalDesk signals;

    CommandDesk(SessionParts parts, ConnectedSession session, Outbound outbound) {
        this.parts = parts;
        this.session = session;
        this.outbound = outbound;
    }

    /** The answer to a command; {@code forbidden} where it is not for guests and this is one. */
    <R> Future<R> answer(Command<R> command) {
        return session.guest() && !FOR_GUESTS.contains(command.getClass())
                ? Future.failedFuture(
                        new GatewayException(ErrorCode.FORBIDDEN, "guests use channels only, sign in for this"))
                : command.accept(this);
    }

    @Override
    public <R> Future<R> on(AccountCommand<R> command) {
        return command.answeredBy(new AccountDesk(parts, session));
    }

    @Override
    public <R> Future<R> on(ChannelCommand<R> command) {
        if (channels == null) {
            channels = new ChannelDesk(parts, session);
        }
        return command.answeredBy(channels);
    }

    @Override
    public <R> Future<R> on(ContactCommand<R> command) {
        return command.answeredBy(new ContactDesk(parts, session));
    }

    @Override
    public <R> Future<R> on(InboxCommand<R> command) {
        if (inbox == null) {
            inbox = new InboxDesk(parts, session, outbound);
        }
        return command.answeredBy(inbox);
    }

    @Override
    public <R> Future<R> on(MessageCommand<R> command) {
        if (messages == null) {
            messages = new MessageDesk(parts, session);
        }
        return command.answeredBy(messages);
    }

    @Override
    public <R> Future<R> on(PresenceCommand<R> command) {
        if (watches == null) {
            watches = new Watches(parts, session);
        }
        return command.answeredBy(watches);
    }

    @Override
    public <R> Future<R> on(ProfileCommand<R> command) {
        return command.answeredBy(new ProfileDesk(parts, session.info().account()));
    }

    @Override
    public <R> Future<R> on(RoomCommand<R> command) {
        return command.answeredBy(new RoomDesk(parts, session));
    }

    @Override
    public <R> Future<R> on(SignalCommand<R> command) {
        if (signals == null) {
            signals = new SignalDesk(parts, session);
        }
        return command.answeredBy(signals);
    }

    @Override
    public <R> Future<R> on(StreamCommand<R> command) {
        if (streams == null) {
            streams = new StreamDesk(session.caller(), session.rights(), parts.edge(), parts.vertx());
        }
        return command.answeredBy(streams);
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
        if (channels != null) {
            channels.homesMoved();
        }
    }

    /** A share group hands over frames. */
    void shared(HandOver one) {
        if (channels != null) {
            channels.shared(one);
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
        if (channels != null) {
            channels.confirmViews();
        }
    }

    void lost(RoomId group) {
        if (channels != null) {
            channels.dropView(group);
        }
    }

    /** What the session may do has changed. */
    void rightsChanged() {
        if (channels != null) {
            channels.rightsChanged();
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
        if (watches != null) {
            watches.close();
        }
        if (streams != null) {
            streams.close();
        }
        if (channels != null) {
            channels.close();
        }
    }
}
