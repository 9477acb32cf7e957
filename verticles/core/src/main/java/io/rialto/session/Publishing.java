package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.access.SessionRights;
import io.rialto.channel.Publisher;
import io.rialto.channel.Uplink;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.stream.StreamPublication;
import io.rialto.stream.StreamUpload;
import io.vertx.core.Future;

/**
 * What one session publishes to channels, to stream rooms: what rules let pass goes to the uplink of its event loop.
 * Confined to the connection's context.
 */
final class Publishing {
    private final Publisher session;
    private final SessionRights rights;
    private final Uplink uplink;
    /** The last turn of the uplink in which something was published to a channel, 0 where nothing was. */
    private long publishedIn;

    private boolean closed;

    /** Nothing published yet; where the session is over nothing will be. */
    Publishing(Publisher session, SessionRights rights, Uplink uplink, boolean closed) {
        this.session = session;
        this.rights = rights;
        this.uplink = uplink;
        this.closed = closed;
    }

    void publish(Publication publication) {
        GatewayException refusal = closed ? ConnectedSession.over() : refusal(rights.publish(publication.topic()));
        if (refusal == null) {
            publishedIn = Math.max(publishedIn, uplink.publish(session, publication));
        } else if (publication.receipt() != null) {
            publication.receipt().done(refusal, false);
        }
    }

    void publish(StreamPublication publication) {
        StreamUpload upload = new StreamUpload(session.info(), session.context(), publication);
        GatewayException refusal = refusal(publication);
        if (refusal == null) {
            uplink.publish(session, publication.room(), upload);
        } else {
            upload.refuse(refusal);
        }
    }

    /** Done when subscribers have been handed all that was published to channels, see {@link Uplink#fence}; may be null. */
    Future<Void> published() {
        return publishedIn == 0 ? null : uplink.fence(session, publishedIn);
    }

    /** Whether the uplink has no room for more. */
    boolean isHeld() {
        return uplink.holds(session);
    }

    /** Nothing more is published. */
    void close() {
        closed = true;
        uplink.forget(session);
    }

    private GatewayException refusal(StreamPublication publication) {
        if (closed) {
            return ConnectedSession.over();
        }
        return rights.guest()
                ? new GatewayException(ErrorCode.FORBIDDEN, "guests use channels only, sign in for this")
                : refusal(rights.publish(publication.room(), publication.lane()));
    }

    private static GatewayException refusal(Denial denial) {
        return denial == null ? null : denial.refusal();
    }
}
