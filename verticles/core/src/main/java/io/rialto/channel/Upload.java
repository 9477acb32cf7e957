package io.rialto.channel;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A publication on its way to the channel's home.
 *
 * @param session the number of the session that published it
 * @param durable the number of the durable session that published it, 0 where it is none
 * @param context where its receipt is told
 */
record Upload(AccountId from, long session, long durable, Publication publication, Context context)
        implements Uploaded {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    /** What it costs besides what it says: the objects that carry it. */
    private static final int OVERHEAD = 256;

    @Override
    public int weight() {
        return weight(publication);
    }

    static int weight(Publication publication) {
        return OVERHEAD + publication.topic().length() + publication.content().size();
    }

    @Override
    public Awaits awaits() {
        return publication.receipt() == null ? Awaits.NOTHING : Awaits.OUTCOME;
    }

    @Override
    public void spread() {
        throw new IllegalStateException("nobody waits for the spread of a publication to a channel");
    }

    @Override
    public void refuse(Throwable why) {
        tell(why, false);
    }

    @Override
    public void settle(Outcome outcome) {
        tell(outcome.failure(), outcome.matched());
    }

    @Override
    public Carried carried() {
        return new CarriedPublication(
                from,
                session,
                durable,
                publication.topic(),
                publication.content(),
                publication.qos(),
                publication.retain(),
                publication.expiresAt(),
                publication.packetId());
    }

    /** Tells the publisher, if it waits; on its context. A defect there is kept from the receipts of others. */
    void tell(Throwable failure, boolean matched) {
        if (publication.receipt() == null) {
            return;
        }
        try {
            publication.receipt().done(failure, matched);
        } catch (RuntimeException defect) {
            LOG.error("session {} failed to take a receipt", session, defect);
        }
    }
}
