package io.rialto.stream;

import io.rialto.channel.Awaits;
import io.rialto.channel.Carried;
import io.rialto.channel.Outcome;
import io.rialto.channel.Uploaded;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A frame on its way to the relay of its room. Immutable. */
public record StreamUpload(SessionInfo info, Context context, StreamPublication publication) implements Uploaded {
    private static final Logger LOG = LoggerFactory.getLogger(StreamUpload.class);
    private static final int OVERHEAD = 256;

    AccountId from() {
        return info.account();
    }

    long session() {
        return info.id().value();
    }

    /** Who numbers frames: a device, whichever session it is on; without a device the session. */
    String publisher() {
        return info.device() == null ? "#" + info.id() : info.account() + "/" + info.device();
    }

    @Override
    public int weight() {
        return OVERHEAD + publication.content().size();
    }

    @Override
    public Awaits awaits() {
        if (publication.receipt() == null) {
            return Awaits.NOTHING;
        } else if (publication.piece() != null) {
            return Awaits.SPREAD;
        }
        return publication.receipt().wantsPlace() ? Awaits.OUTCOME : Awaits.REFUSAL;
    }

    @Override
    public void settle(Outcome outcome) {
        if (wants(outcome.failure(), outcome.place())) {
            tell(outcome.failure(), outcome.place());
        }
    }

    @Override
    public Carried carried() {
        return new CarriedFrame(
                info,
                publication.room(),
                publication.lane(),
                publication.kind(),
                publication.number(),
                publication.content(),
                publication.piece());
    }

    @Override
    public void refuse(Throwable why) {
        tell(why, null);
    }

    /** Whether its publisher wants to know this outcome. */
    boolean wants(Throwable failure, StreamPlace place) {
        StreamPublication.Receipt receipt = publication.receipt();
        return receipt != null && (failure != null || place == null || receipt.wantsPlace());
    }

    /** Whether its publisher waits until all have been handed it. */
    boolean waitsForSpread() {
        return publication.piece() != null && publication.receipt() != null;
    }

    void tell(Throwable failure, StreamPlace place) {
        if (publication.receipt() != null) {
            guarded(() -> publication.receipt().done(failure, place));
        }
    }

    @Override
    public void spread() {
        guarded(publication.receipt()::spread);
    }

    /** A defect of one publisher's door is kept from the receipts of others. */
    private void guarded(Runnable receipt) {
        try {
            receipt.run();
        } catch (RuntimeException defect) {
            LOG.error("session {} failed to take a receipt", session(), defect);
        }
    }
}
