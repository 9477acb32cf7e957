package io.rialto.durable;

import io.rialto.access.Denial;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.SessionInfo;
import io.rialto.storage.DurableRecord;
import io.rialto.storage.QueueProgress.Place;
import io.rialto.storage.RetainedPlaced;
import io.rialto.storage.SessionClosing;
import io.rialto.storage.SessionOpened;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of one session is durable, while it has a connection. Confined to the connection's context. */
public final class DurableDesk implements DurableSession {
    private static final Logger LOG = LoggerFactory.getLogger(DurableDesk.class);
    private static final long AGAIN_MILLIS = 1000;

    private final DurableSessions sessions;
    private final SessionInfo info;
    private final Outbound outbound;
    private final SessionOpened opened;
    private final Map<String, DurableSubscription> subscriptions = new LinkedHashMap<>();
    /** Changes of subscriptions, one after the other: each is announced with all that stood before. */
    private Future<?> last = Future.succeededFuture();

    private Function<String, Denial> permitted = filter -> null;
    private Function<String, Denial> permittedWill = topic -> null;
    private QueueFeed feed;
    /** Null where nobody reads retained values for it. */
    private RetainedFeed retained;

    private RetainedQueueing parts;
    /** Filters whose retained values are to come, before it is fed. */
    private final Map<String, String> wanted;

    /** Null where no retained values are on their way into the queue. */
    private Future<?> placing;

    private final List<Queued> acknowledged = new ArrayList<>(0);
    /** Null where there is none. */
    private final String willTopic;

    private long expiryMillis;
    private boolean will = true;
    private boolean closed;

    DurableDesk(DurableSessions sessions, SessionInfo info, DurableWish wish, Outbound outbound, SessionOpened opened) {
        this.sessions = sessions;
        this.info = info;
        this.outbound = outbound;
        this.opened = opened;
        this.expiryMillis = wish.expiryMillis();
        this.willTopic = wish.will() == null ? null : wish.will().topic();
        this.wanted = new LinkedHashMap<>(opened.retained());
        opened.subscriptions().forEach(one -> subscriptions.put(one.filter(), one));
    }

    /** The number of the durable session. */
    public long key() {
        return opened.key();
    }

    @Override
    public boolean present() {
        return opened.present();
    }

    @Override
    public List<DurableSubscription> subscriptions() {
        return opened.subscriptions().stream()
                .filter(one -> subscriptions.containsKey(one.filter()))
                .toList();
    }

    @Override
    public List<Integer> inbound() {
        return opened.inbound();
    }

    @Override
    public List<Integer> outbound() {
        return opened.outbound();
    }

    /**
     * From now on only that is subscribed to which this lets pass; what is not any more is taken back. What stands in the
     * queue by then is delivered: it came while it was allowed.
     */
    public void permit(Function<String, Denial> rights) {
        permitted = rights;
        List.copyOf(subscriptions.keySet()).stream()
                .filter(filter -> rights.apply(filter) != null)
                .forEach(filter -> {
                    subscriptions.remove(filter);
                    unsubscribe(filter)
                            .onFailure(failure -> LOG.warn(
                                    "{} keeps a subscription that is denied now: {}",
                                    info.account(),
                                    failure.getMessage()));
                });
    }

    /** Retained values are read with this; said before it is fed, else nobody reads them for it. */
    public void reads(RetainedQueueing with) {
        parts = with;
    }

    @Override
    public Future<Done> subscribe(DurableSubscription subscription, boolean retainedToo) {
        boolean wants = retainedToo
                && subscription.qos() > 0
                && parts != null
                && parts.values().hint().isPossible();
        Denial denial = permitted.apply(subscription.filter());
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        return inTurn(() -> sessions.store()
                .subscribe(key(), subscription, wants)
                .compose(version -> {
                    subscriptions.put(subscription.filter(), subscription);
                    return changed(version);
                })
                .compose(done -> unlessLost(subscription.filter()))
                .map(done -> want(wants, subscription.filter())));
    }

    private Done want(boolean wants, String filter) {
        if (wants && retained != null) {
            retained.want(filter, "");
        } else if (wants) {
            wanted.put(filter, "");
        }
        return Done.DONE;
    }

    /** The right to it may have been lost while the store was busy, when nobody could take it back yet. */
    private Future<Done> unlessLost(String filter) {
        Denial denial = subscriptions.containsKey(filter) ? permitted.apply(filter) : null;
        if (denial == null) {
            return Future.succeededFuture(Done.DONE);
        }
        return takeOut(filter).compose(done -> Future.failedFuture(denial.refusal()));
    }

    @Override
    public Future<Done> unsubscribe(String filter) {
        return inTurn(() -> takeOut(filter));
    }

    private Future<Done> takeOut(String filter) {
        return sessions.store().unsubscribe(key(), filter).compose(version -> {
            subscriptions.remove(filter);
            return changed(version);
        });
    }

    @Override
    public void feed(int window) {
        if (feed == null) {
            feed = new QueueFeed(sessions.vertx(), sessions.store(), outbound, key(), window);
            if (parts != null) {
                retained =
                        new RetainedFeed(parts, info.account(), key(), subscriptions, this::place, feed, opened.head());
                feed.watch(retained::handedOver);
                wanted.forEach(retained::want);
            }
            feed.start();
        }
    }

    @Override
    public void acknowledge(Queued item) {
        if (placing == null) {
            sessions.journal().acknowledged(key(), item);
        } else {
            acknowledged.add(item);
        }
        done(item);
    }

    /**
     * Puts retained values into the queue. What is acknowledged meanwhile stands there until that is over: it may have
     * overtaken some of them.
     */
    private Future<RetainedPlaced> place(Supplier<Future<RetainedPlaced>> step) {
        return inTurn(() -> {
            Future<RetainedPlaced> mine = step.get();
            placing = mine;
            return mine.eventually(this::placed);
        });
    }

    private Future<Void> placed() {
        placing = null;
        acknowledged.forEach(item -> sessions.journal().acknowledged(key(), item));
        acknowledged.clear();
        return Future.succeededFuture();
    }

    private void done(Queued item) {
        feed.done(item);
        if (retained != null) {
            retained.goOn();
        }
    }

    @Override
    public Future<Done> received(int packetId, Queued item) {
        Place place = item == null ? null : new Place(item.position(), item.body());
        return (placing == null
                        ? sessions.store().received(key(), packetId, place)
                        : placing.transform(
                                (placed, failure) -> sessions.store().received(key(), packetId, place)))
                .map(Done.DONE);
    }

    @Override
    public void completed(int packetId, Queued item) {
        sessions.journal().completed(key(), packetId);
        if (item != null) {
            done(item);
        }
    }

    @Override
    public Future<String> messageId(int packetId) {
        long proposal = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return sessions.store().mark(key(), packetId, proposal).map(number -> "mqtt-" + Long.toHexString(number));
    }

    @Override
    public Future<Done> released(int packetId) {
        return sessions.store().released(key(), packetId).map(Done.DONE);
    }

    @Override
    public void leave(long expiry, boolean willIsDue) {
        if (expiry >= 0) {
            expiryMillis = Math.min(DurableWish.FOR_EVER, expiry);
        }
        will = willIsDue && mayLeave();
    }

    /** What it may publish may have changed since it was opened. */
    private boolean mayLeave() {
        return willTopic == null || permittedWill.apply(willTopic) == null;
    }

    /** What a will needs in order to be left: null where topics of this name may be published to. */
    public void permitWill(Function<String, Denial> now) {
        permittedWill = now;
    }

    /** A message has come into the queue. */
    public void arrived(Queued item) {
        if (feed != null) {
            feed.arrived(item);
        }
    }

    /** Something may stand in the queue that nobody told this connection of. */
    public void lookAgain() {
        if (feed != null) {
            sessions.store()
                    .head(key())
                    .onSuccess(feed::reaches)
                    .onFailure(failure -> LOG.debug("queue of {} not readable", info.account(), failure));
        }
    }

    /** The nodes have lost sight of each other: one of them may have taken this connection for lost. */
    public Future<Boolean> holdAgain() {
        return sessions.store().hold(key(), info.id().value());
    }

    /**
     * The connection has ended.
     *
     * @return done when whoever opens the session next finds it as it stands; fails where the store does not answer, which is
     *     asked again until it does
     */
    public Future<Void> close() {
        long sent = feed == null ? 0 : feed.sent();
        if (feed != null) {
            feed.close();
        }
        if (retained != null) {
            retained.close();
        }
        if (!closed && !ShareName.isOfGroup(info.account())) {
            sessions.figures().left();
        }
        closed = true;
        SessionClosing closing =
                new SessionClosing(key(), info.id().value(), sent, expiryMillis, will, System.currentTimeMillis());
        return last.transform((changed, failure) -> sessions.journal().settle()).compose(settled -> close(closing));
    }

    private Future<Void> close(SessionClosing closing) {
        return sessions.store()
                .close(closing)
                .onFailure(failure -> sessions.vertx().setTimer(AGAIN_MILLIS, timer -> close(closing)))
                .onSuccess(version -> {
                    if (version > 0) {
                        sessions.ended(key());
                    }
                })
                .mapEmpty();
    }

    private Future<Done> changed(long version) {
        if (version == 0) {
            return Future.failedFuture(new GatewayException(ErrorCode.KICKED, "the session is over"));
        }
        return sessions.announce(new DurableRecord(
                        key(), info.account(), info.device(), version, List.copyOf(subscriptions.values())))
                .map(Done.DONE);
    }

    private <T> Future<T> inTurn(Supplier<Future<T>> step) {
        Future<T> mine = last.transform((before, failure) -> step.get());
        last = mine;
        return mine;
    }
}
