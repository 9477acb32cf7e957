package io.rialto.session;

import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.command.ChannelCommand.LeaveShare;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ChannelCommand.Unsubscribe;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.RoomId;
import io.rialto.post.HandOver;
import io.rialto.share.ShareDesk;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What one session hears of channels, alone or in share groups, in the order in which it was asked for. Confined to the
 * connection's context.
 */
final class ChannelDesk implements ChannelCommand.Handler {
    private final SessionParts parts;
    private final ConnectedSession session;
    private final Subscriptions subscriptions;
    /** Null until it joins a group. */
    private ShareDesk shares;
    /** Null until something is asked for behind publishes. */
    private BehindPublishes behind;

    ChannelDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
        this.subscriptions = new Subscriptions(parts, session);
    }

    @Override
    public Future<Done> on(Subscribe command) {
        return behindPublishes(() -> subscriptions.add(command));
    }

    @Override
    public Future<Done> on(Unsubscribe command) {
        return inOrder(() -> {
            subscriptions.remove(command);
            return Future.succeededFuture(Done.DONE);
        });
    }

    @Override
    public Future<Done> on(JoinShare command) {
        return behindPublishes(() -> {
            if (shares == null) {
                shares = new ShareDesk(
                        session.caller(),
                        session.rights(),
                        parts.shares().of(session.context()),
                        () -> session.durableKey() != 0,
                        parts.vertx());
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

    /** A share group hands over frames. */
    void shared(HandOver one) {
        if (shares != null) {
            shares.take(one);
        }
    }

    /** Whoever serves the groups may be another node now. */
    void homesMoved() {
        subscriptions.confirmViews();
        if (shares != null) {
            shares.homesMoved();
        }
    }

    /** A change of members may not have reached this session. */
    void confirmViews() {
        subscriptions.confirmViews();
    }

    /** The account is no member of the group any more. */
    void dropView(RoomId group) {
        subscriptions.dropView(group);
    }

    /** What may not be heard any more is taken back. */
    void rightsChanged() {
        subscriptions.rightsChanged();
        if (shares != null) {
            shares.rightsChanged();
        }
    }

    void close() {
        subscriptions.close();
        if (shares != null) {
            shares.close();
        }
        if (behind != null) {
            behind.close();
        }
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
}
