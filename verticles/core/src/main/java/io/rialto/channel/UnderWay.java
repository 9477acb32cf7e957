package io.rialto.channel;

import io.rialto.cluster.NodeId;
import java.util.BitSet;
import java.util.function.Consumer;

/** Uploads on another node, until nobody here waits for them any more. Confined to the link's context. */
final class UnderWay {
    private final NodeId at;
    private final Uploads<Uploaded> uploads;
    private final BitSet unsettled = new BitSet();
    private final BitSet unspread = new BitSet();
    private boolean sequenced;

    UnderWay(NodeId at, Uploads<Uploaded> uploads) {
        this.at = at;
        this.uploads = uploads;
        for (int i = 0; i < uploads.all().size(); i++) {
            Awaits awaits = uploads.all().get(i).awaits();
            unsettled.set(i, awaits != Awaits.NOTHING);
            unspread.set(i, awaits == Awaits.SPREAD);
        }
    }

    NodeId at() {
        return at;
    }

    /** They have their places: whoever waited for a refusal only waits no more. Whether nobody waits any more. */
    boolean sequenced() {
        release();
        for (int i = unsettled.nextSetBit(0); i >= 0; i = unsettled.nextSetBit(i + 1)) {
            if (uploads.all().get(i).awaits() == Awaits.REFUSAL) {
                unsettled.clear(i);
            }
        }
        return isOver();
    }

    /** One of them is settled; whether nobody waits any more. What was refused, or there before, is not spread. */
    boolean settled(int place, Outcome outcome) {
        if (unsettled.get(place)) {
            unsettled.clear(place);
            if (outcome.refusal() != null || outcome.place() == null) {
                unspread.clear(place);
            }
            tell(place, upload -> upload.settle(outcome));
        }
        return isOver();
    }

    /** All subscribers have been handed one of them; whether nobody waits any more. */
    boolean handed(int place) {
        if (unspread.get(place)) {
            unspread.clear(place);
            tell(place, Uploaded::spread);
        }
        return isOver();
    }

    /** The node is gone: what was not settled is not known, what was settled is not waited for any more. */
    void giveUp(Throwable why) {
        release();
        for (int i = 0; i < uploads.all().size(); i++) {
            if (unsettled.get(i)) {
                tell(i, upload -> upload.refuse(why));
            } else if (unspread.get(i)) {
                tell(i, Uploaded::spread);
            }
        }
        unsettled.clear();
        unspread.clear();
    }

    private boolean isOver() {
        return sequenced && unsettled.isEmpty() && unspread.isEmpty();
    }

    private void release() {
        if (!sequenced) {
            sequenced = true;
            uploads.sequenced();
        }
    }

    private void tell(int place, Consumer<Uploaded> what) {
        Uploaded upload = uploads.all().get(place);
        upload.context().runOnContext(now -> what.accept(upload));
    }
}
