package io.rialto.share;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import io.rialto.durable.DurableDesk;
import io.rialto.durable.DurableSessions;
import io.rialto.share.ShareFigures.Loss;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The durable queue of one share group, at its home: a durable session of the group's own, which holds what its members
 * have not acknowledged, whether anybody is connected or not. Confined to its shard.
 */
final class ShareQueue implements Outbound {
    private static final String PLATFORM = "share";
    static final DeviceId DEVICE = new DeviceId("group");
    private static final DurableWish FOR_EVER = new DurableWish(false, DurableWish.FOR_EVER, null);

    private final Vertx vertx;
    private final DurableSessions sessions;
    private final ShareName name;
    private final SessionInfo info;
    private final ShareLimits limits;
    private final long graceMillis;
    private final ShareFigures figures;
    /** What came live while the queue began, until it comes from the queue as well; null where it all does. */
    private Map<Place, Item> early = new LinkedHashMap<>();
    /** What came live and did not come from the queue in time: should it come after all, somebody has had it. */
    private final Set<Place> had = new HashSet<>();

    private Consumer<Queued> member;
    private Future<Void> opened;
    private Future<Void> closing;
    private DurableDesk desk;
    private boolean closed;

    /**
     * Not open.
     *
     * @param holder a number that no session has
     * @param graceMillis how long a frame that was published before the queue began may be on its way here
     */
    ShareQueue(
            Vertx vertx,
            DurableSessions sessions,
            ShareName name,
            SessionId holder,
            ShareLimits limits,
            long graceMillis,
            ShareFigures figures) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.name = name;
        this.info = new SessionInfo(holder, name.account(), DEVICE, PLATFORM, PLATFORM, System.currentTimeMillis());
        this.limits = limits;
        this.graceMillis = graceMillis;
        this.figures = figures;
    }

    /** The number of the queue; 0 while it is not open. */
    long key() {
        return desk == null ? 0 : desk.key();
    }

    /**
     * Opens it, or begins it; done when whatever is published with QoS 1 or 2 from then on is in it.
     *
     * @param each gets what stands in it
     * @param live gets what came live and does not stand in it
     */
    Future<Void> open(Consumer<Queued> each, Consumer<Item> live) {
        if (opened == null) {
            member = each;
            opened = sessions.open(info, FOR_EVER, this)
                    .compose(found -> begin(found.orElseThrow()))
                    .onComplete(done -> vertx.setTimer(graceMillis, late -> release(live)), failure -> release(live));
        }
        return opened;
    }

    private Future<Void> begin(DurableDesk mine) {
        if (closed) {
            return mine.close()
                    .compose(over -> Future.failedFuture(
                            new GatewayException(ErrorCode.TIMEOUT, "the share group has moved, try again")));
        }
        desk = mine;
        desk.feed(limits.underWay());
        if (desk.subscriptions().size() == 2) {
            early = null; // it has been fed all the time
            return Future.succeededFuture();
        }
        DurableSubscription marker = new DurableSubscription(name.toString(), 0, false, false, 0);
        DurableSubscription filter = new DurableSubscription(name.filter(), 2, false, true, 0);
        return desk.subscribe(marker, false)
                .compose(marked -> desk.subscribe(filter, false))
                .mapEmpty();
    }

    /** A frame that the queue holds, or will hold, has come live. */
    void live(Item item) {
        if (early == null) {
            return;
        }
        if (early.size() >= limits.messages()) {
            early.remove(early.keySet().iterator().next());
            figures.lost(Loss.SHARE_FULL, 1); // unless the queue has it, which nobody knows yet
        }
        early.put(Place.of(item), item);
    }

    /** What has come live and not from the queue; from now on nothing of that is kept. */
    List<Item> takeEarly() {
        List<Item> all = early == null ? List.of() : List.copyOf(early.values());
        early = null;
        return all;
    }

    private void release(Consumer<Item> live) {
        if (early != null && !closed) {
            Map<Place, Item> rest = early;
            early = null;
            had.addAll(rest.keySet());
            rest.values().forEach(live);
        }
    }

    /** A message has come into it. */
    void arrived(Queued item) {
        if (desk != null) {
            desk.arrived(item);
        }
    }

    /** Something may stand in it that nobody told of. */
    void lookAgain() {
        if (desk != null) {
            desk.lookAgain();
        }
    }

    /** A message is somebody's, or nobody's any more. */
    void done(Queued item) {
        desk.acknowledge(item);
    }

    /** Leaves it as it stands: it goes on holding what is published; done when the store has what was done. */
    Future<Void> close() {
        if (!closed) {
            closed = true;
            closing = desk == null ? Future.succeededFuture() : desk.close();
        }
        return closing;
    }

    /** Ends it, for the group has no members any more whose sessions outlive their connections. */
    void end() {
        if (desk != null) {
            desk.leave(0, false);
        }
        close();
    }

    @Override
    public void queued(Queued item) {
        Place place = Place.of(item.topic(), item.epoch(), item.frame());
        if (closed) {
            return;
        }
        if (!had.isEmpty() && had.remove(place)) {
            desk.acknowledge(item);
            return;
        }
        if (early != null) {
            early.remove(place);
        }
        member.accept(item);
    }

    @Override
    public void push(Push push) {
        throw new IllegalStateException("nothing is pushed to a share group");
    }
}
