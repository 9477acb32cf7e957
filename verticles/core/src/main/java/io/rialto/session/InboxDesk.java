package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxCommand.AckInbox;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxCommand.PullInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.SessionInfo;
import io.rialto.post.Delivery;
import io.rialto.session.sync.FeedPorts;
import io.rialto.session.sync.InboxFeed;
import io.rialto.session.sync.SyncFeed;
import io.rialto.session.sync.VertxFeedTimer;
import io.rialto.session.sync.WindowFeed;
import io.rialto.storage.DevicePosition;
import io.vertx.core.Future;

/** The inbox of one session: opened, then fed. Confined to the connection's context. */
final class InboxDesk implements InboxCommand.Handler {
    private static final long LOOK_AGAIN_MILLIS = 1000;

    private final SessionParts parts;
    private final ConnectedSession session;
    private final SessionInfo info;
    private final Outbound outbound;
    private InboxFeed feed;
    /** Not null while the inbox is being opened, until the turn after the answer: nothing is pushed before that. */
    private EarlyDeliveries early;

    private boolean opening;
    private boolean looking;
    private boolean closed;

    InboxDesk(SessionParts parts, ConnectedSession session, Outbound outbound) {
        this.parts = parts;
        this.session = session;
        this.info = session.info();
        this.outbound = outbound;
    }

    /** Opens the inbox; opened again, it begins anew behind what was acknowledged. */
    @Override
    public Future<InboxOpened> on(OpenInbox command) {
        Denial denial = session.rights().inbox();
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        if (info.device() == null) {
            return refuse(ErrorCode.BAD_REQUEST, "a session without a device has no inbox");
        }
        if (opening) {
            return refuse(ErrorCode.ALREADY, "the inbox is being opened");
        }
        closeFeed();
        opening = true;
        early = new EarlyDeliveries();
        // Asked for before the store is: what the journal knows now may be written, thus forgotten, before the store
        // answers with what it read before that.
        long known = parts.cursors().latest(info.account(), info.device());
        return parts.storage()
                .inbox()
                .open(info.account(), info.device())
                .onComplete(answered -> opening = false)
                .onFailure(failure -> early = null)
                .compose(position -> begin(command.mode(), position, known));
    }

    /** Takes what was committed. */
    void arrived(Delivery delivery) {
        if (early != null) {
            early.add(delivery);
        } else if (feed != null && delivery.itsOwn()) {
            feed.sent(delivery.item());
        } else if (feed != null) {
            feed.arrived(delivery.item());
        }
    }

    /** Reads how far the inbox reaches; what is there beyond what the feed was told of is news. */
    void lookAgain() {
        InboxFeed asked = feed;
        if (asked != null && !looking) {
            looking = true;
            parts.storage()
                    .inbox()
                    .head(info.account())
                    .onComplete(answered -> looking = false)
                    .onSuccess(asked::reaches)
                    .onFailure(failure -> parts.vertx().setTimer(LOOK_AGAIN_MILLIS, timer -> lookAgain()));
        }
    }

    @Override
    public Future<InboxPage> on(PullInbox command) {
        return feed == null ? notOpen() : feed.pull(command.after(), command.limit(), command.maxBytes());
    }

    @Override
    public Future<Done> on(AckInbox command) {
        return feed == null ? notOpen() : feed.ack(command.iseq());
    }

    void close() {
        closed = true;
        closeFeed();
    }

    private void closeFeed() {
        if (feed != null) {
            feed.close();
            feed = null;
        }
    }

    private Future<InboxOpened> begin(InboxMode mode, DevicePosition position, long known) {
        if (closed) {
            return refuse(ErrorCode.KICKED, "the session is over");
        }
        long latest = Math.max(known, parts.cursors().latest(info.account(), info.device()));
        long cursor = Math.max(position.cursor(), latest);
        long resetTo = cursor + 1 < position.oldest() ? position.oldest() - 1 : -1;
        long start = mode.handshake() ? cursor : Math.max(cursor, resetTo);
        InboxOpened opened = new InboxOpened(start, position.head(), System.currentTimeMillis(), resetTo);
        EarlyDeliveries missed = early;
        // Behind the answer, but before whatever the feed reads: the session's own sends must be known by then.
        parts.vertx().runOnContext(answered -> handOver(missed));
        feed = mode.handshake()
                ? new SyncFeed(ports(), opened, parts.timers())
                : new WindowFeed(ports(), opened, mode.window());
        return Future.succeededFuture(opened);
    }

    /** The inbox may have been opened anew meanwhile: what comes is another feed's then. */
    private void handOver(EarlyDeliveries missed) {
        if (early == missed) {
            early = null;
            if (feed != null) {
                missed.handTo(feed);
            }
        }
    }

    private FeedPorts ports() {
        return new FeedPorts(
                info.account(),
                parts.storage().inbox(),
                outbound,
                room -> session.rights().hear(room) == null,
                iseq -> parts.cursors().moved(info.account(), info.device(), iseq),
                new VertxFeedTimer(parts.vertx()));
    }

    private static <R> Future<R> notOpen() {
        return refuse(ErrorCode.BAD_REQUEST, "the inbox of this session is not open");
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
