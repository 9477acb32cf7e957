package io.rialto.durable;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.Topics;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.retained.Overtaken;
import io.rialto.retained.RetainedPages;
import io.rialto.storage.QueueBounds;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.QueueEntry.Recipient;
import io.rialto.storage.RetainedBatch;
import io.rialto.storage.RetainedPlaced;
import io.rialto.storage.RetainedPlaced.Result;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the retained values that subscriptions of one durable session want into its queue: the next page when the client
 * has been handed the one before, one subscription after the other. How far it has come stands in the store, in the
 * transaction of the page, thus the next connection goes on from there. Confined to its connection's context.
 */
final class RetainedFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedFeed.class);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;

    /** Has a step done in its turn. */
    interface Turns {
        Future<RetainedPlaced> place(Supplier<Future<RetainedPlaced>> step);
    }

    private final RetainedQueueing parts;
    private final AccountId account;
    private final long key;
    private final Map<String, DurableSubscription> subscriptions;
    private final Turns turns;
    private final QueueFeed feed;
    private final QueueBounds bounds;
    /** Filters whose values do not all stand in the queue, each with the topic up to which they do. */
    private final Map<String, String> wanted = new LinkedHashMap<>();
    /** What the client was handed meanwhile: older values of these topics are old news. */
    private final Overtaken handedOver;
    /** The one whose values the homes have written. */
    private String settled;
    /** Up to where the values of that one were looked at, none of which the queue is to have since the last that it has. */
    private String looked;
    /** Positions of the page that was put into the queue last; before the first one nothing stands behind the last. */
    private long first;

    private long last;
    private long pause = FIRST_PAUSE;
    private boolean busy;
    private boolean waiting;
    private boolean closed;

    /**
     * A feed that wants nothing so far.
     *
     * @param subscriptions those of the session, as they stand
     * @param turns puts pages into the queue, one after the other with changes of the subscriptions
     * @param feed what is fed
     * @param head up to where the queue reaches: that is delivered first
     */
    RetainedFeed(
            RetainedQueueing parts,
            AccountId account,
            long key,
            Map<String, DurableSubscription> subscriptions,
            Turns turns,
            QueueFeed feed,
            long head) {
        this.parts = parts;
        this.account = account;
        this.key = key;
        this.subscriptions = subscriptions;
        this.turns = turns;
        this.feed = feed;
        this.first = head + 1;
        this.last = head;
        this.handedOver = new Overtaken(parts.values().maxOvertaken());
        this.bounds = half(parts.queues().bounds());
    }

    /** The other half is for what is published meanwhile. */
    private static QueueBounds half(QueueBounds whole) {
        return new QueueBounds(Math.max(1, whole.count() / 2), Math.max(1, whole.bytes() / 2), true);
    }

    /** The values of this filter are wanted behind this topic. */
    void want(String filter, String after) {
        wanted.remove(filter);
        wanted.put(filter, after);
        if (filter.equals(settled)) {
            settled = null;
        }
        goOn();
    }

    /** The client is handed something. */
    void handedOver(Queued item) {
        boolean own = item.position() >= first && item.position() <= last;
        if (!own && !wanted.isEmpty() && !closed) {
            handedOver.came(item.topic(), item.epoch(), item.frame().seq());
        }
    }

    /** The client is done with something. */
    void goOn() {
        if (closed || busy || waiting || wanted.isEmpty() || feed.sent() < last) {
            return;
        }
        busy = true;
        String filter = wanted.keySet().iterator().next();
        RetainedPages pages = new RetainedPages(parts.values(), account, filter);
        settled(pages, filter)
                .compose(ready -> pages.after(looked))
                .onComplete(page -> take(filter, page), this::failed);
    }

    void close() {
        closed = true;
        wanted.clear();
        handedOver.clear();
    }

    private Future<Void> settled(RetainedPages pages, String filter) {
        if (filter.equals(settled)) {
            return Future.succeededFuture();
        }
        return pages.settled().onSuccess(done -> {
            settled = filter;
            looked = wanted.getOrDefault(filter, "");
        });
    }

    private void take(String filter, List<RetainedValue> page) {
        if (isOver(filter)) {
            next();
            return;
        }
        boolean nothing = !RetainedPages.isLast(page)
                && entries(subscriptions.get(filter), page).isEmpty();
        if (nothing) {
            looked = page.get(page.size() - 1).topic();
            next();
        } else {
            turns.place(() -> place(filter, page)).onComplete(placed -> placed(filter, placed), this::failed);
        }
    }

    /** Its values are not wanted any more, or from the start again. */
    private boolean isOver(String filter) {
        if (!closed && !subscriptions.containsKey(filter)) {
            wanted.remove(filter);
        }
        return closed || !wanted.containsKey(filter) || !filter.equals(settled);
    }

    private Future<RetainedPlaced> place(String filter, List<RetainedValue> page) {
        if (isOver(filter)) {
            return Future.succeededFuture(RetainedPlaced.nothing(Result.OVER));
        }
        String to =
                RetainedPages.isLast(page) ? null : page.get(page.size() - 1).topic();
        List<QueueEntry> entries = entries(subscriptions.get(filter), page);
        RetainedBatch batch = new RetainedBatch(key, filter, wanted.get(filter), to, feed.sent(), entries);
        return parts.queues().sessions().store().retain(batch, bounds);
    }

    private List<QueueEntry> entries(DurableSubscription subscription, List<RetainedValue> page) {
        List<Integer> ids = subscription.id() == 0 ? List.of() : List.of(subscription.id());
        List<QueueEntry> entries = new ArrayList<>();
        for (RetainedValue value : page) {
            int qos = Math.min(value.qos(), subscription.qos());
            if (qos > 0 && Topics.matches(subscription.filter(), value.topic()) && !handedOver.has(value)) {
                entries.add(entry(value, new Recipient(key, qos, true, ids)));
            }
        }
        return entries;
    }

    private QueueEntry entry(RetainedValue value, Recipient to) {
        Frame frame = new Frame(
                value.seq(), 0, value.from(), value.content(), value.qos(), true, true, value.ts(), value.expiresAt());
        long body = parts.queues().bodies().next().value();
        return new QueueEntry(body, value.topic(), value.epoch(), frame, List.of(to), null);
    }

    private void placed(String filter, RetainedPlaced placed) {
        pause = FIRST_PAUSE;
        switch (placed.result()) {
            case PLACED -> {
                if (placed.count() > 0) {
                    last = placed.head();
                    first = last - placed.count() + 1;
                }
                advance(filter, placed.to());
                next();
                feed.reaches(last);
            }
            case FULL -> again();
            case OVER -> {
                if (filter.equals(settled)) {
                    advance(filter, null);
                }
                next();
            }
        }
    }

    /** Null: all of it stands there, or is not wanted any more. Nothing asks for it anew before the turn of the page has ended. */
    private void advance(String filter, String to) {
        if (to == null) {
            wanted.remove(filter);
            settled = null;
        } else {
            wanted.put(filter, to);
            looked = to;
        }
        if (wanted.isEmpty()) {
            handedOver.clear();
        }
    }

    private void next() {
        busy = false;
        goOn();
    }

    private void failed(Throwable failure) {
        LOG.debug("retained values for queue {} wait for {} ms", key, pause, failure);
        again();
    }

    private void again() {
        waiting = true;
        busy = false;
        parts.queues().sessions().vertx().setTimer(pause, timer -> {
            waiting = false;
            goOn();
        });
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
}
