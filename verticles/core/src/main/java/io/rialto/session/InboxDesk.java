package io.rialto.session;

import io.rialto.contract.command.Command.OpenInbox;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.SessionInfo;
import io.rialto.session.sync.FeedPorts;
import io.rialto.session.sync.InboxFeed;
import io.rialto.session.sync.SyncFeed;
import io.rialto.session.sync.VertxFeedTimer;
import io.rialto.session.sync.WindowFeed;
import io.rialto.storage.DevicePosition;
import io.vertx.core.Future;

/** The inbox of one session: opened once, then fed. Confined to the connection's context. */
final class InboxDesk {
    private final SessionParts parts;
    private final SessionInfo info;
    private final Outbound outbound;
    private InboxFeed feed;
    private Delivery arrivedEarly;
    private boolean opening;
    private boolean closed;

    InboxDesk(SessionParts parts, SessionInfo info, Outbound outbound) {
        this.parts = parts;
        this.info = info;
        this.outbound = outbound;
    }

    Future<InboxOpened> open(OpenInbox command) {
        if (info.device() == null) {
            return refuse(ErrorCode.BAD_REQUEST, "a session without a device has no inbox");
        }
        if (opening || feed != null) {
            return refuse(ErrorCode.ALREADY, "the inbox is open");
        }
        opening = true;
        return parts.storage()
                .inbox()
                .open(info.account(), info.device())
                .onFailure(failure -> opening = false)
                .map(position -> begin(command.mode(), position));
    }

    /** Takes what was committed; while the inbox is being opened only the newest matters, it raises the head. */
    void arrived(Delivery delivery) {
        if (feed == null) {
            arrivedEarly = opening ? delivery : null;
        } else if (delivery.itsOwn()) {
            feed.sent(delivery.item());
        } else {
            feed.arrived(delivery.item());
        }
    }

    Future<InboxPage> pull(long after, int limit, int maxBytes) {
        return feed == null ? notOpen() : feed.pull(after, limit, maxBytes);
    }

    Future<Done> ack(long iseq) {
        return feed == null ? notOpen() : feed.ack(iseq);
    }

    void close() {
        closed = true;
        if (feed != null) {
            feed.close();
        }
    }

    private InboxOpened begin(InboxMode mode, DevicePosition position) {
        opening = false;
        AccountId account = info.account();
        DeviceId device = info.device();
        long cursor = Math.max(position.cursor(), parts.cursors().latest(account, device));
        long resetTo = cursor + 1 < position.oldest() ? position.oldest() - 1 : -1;
        long start = mode.handshake() ? cursor : Math.max(cursor, resetTo);
        InboxOpened opened = new InboxOpened(start, position.head(), System.currentTimeMillis(), resetTo);
        FeedPorts ports = new FeedPorts(
                account,
                parts.storage().inbox(),
                outbound,
                iseq -> parts.cursors().moved(account, device, iseq),
                new VertxFeedTimer(parts.vertx()));
        feed = mode.handshake()
                ? new SyncFeed(ports, opened, parts.timers())
                : new WindowFeed(ports, opened, mode.window());
        catchUp();
        return opened;
    }

    private void catchUp() {
        if (closed) {
            feed.close();
        } else if (arrivedEarly != null && arrivedEarly.item().iseq() > 0) {
            Delivery early = arrivedEarly;
            arrivedEarly = null;
            arrived(early);
        }
    }

    private static <R> Future<R> notOpen() {
        return refuse(ErrorCode.BAD_REQUEST, "the inbox of this session is not open");
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
