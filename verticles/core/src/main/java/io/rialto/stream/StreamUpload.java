package io.rialto.stream;

import io.rialto.channel.Uploaded;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.rialto.session.ConnectedSession;
import io.vertx.core.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A frame on its way to the relay of its room. Immutable. */
public record StreamUpload(ConnectedSession publishedBy, StreamPublication publication) implements Uploaded {
    private static final Logger LOG = LoggerFactory.getLogger(StreamUpload.class);
    private static final int OVERHEAD = 256;

    AccountId from() {
        return publishedBy.info().account();
    }

    long session() {
        return publishedBy.info().id().value();
    }

    /** Who numbers frames: a device, whichever session it is on; without a device the session. */
    String publisher() {
        SessionInfo info = publishedBy.info();
        return info.device() == null ? "#" + info.id() : info.account() + "/" + info.device();
    }

    @Override
    public int weight() {
        return OVERHEAD + publication.content().size();
    }

    @Override
    public Context context() {
        return publishedBy.context();
    }

    @Override
    public void refuse(Throwable why) {
        tell(why, null);
    }

    void tell(Throwable failure, StreamPlace place) {
        if (publication.receipt() == null) {
            return;
        }
        try {
            publication.receipt().done(failure, place);
        } catch (RuntimeException defect) {
            LOG.error("session {} failed to take a receipt", session(), defect);
        }
    }
}
