package io.rialto.retained;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.Topics;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the retained values of a new subscription, page by page as its subscriber lets go of them, leaving out those that
 * something live has overtaken: who takes them slowly holds a page and a few values, however many there are. Confined to
 * the connection's context.
 */
public final class RetainedOffer {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedOffer.class);
    /** Bytes that the subscriber may hold before it is offered more. */
    private static final int AHEAD = 32 * 1024;

    private static final int OVERHEAD = 128;

    private final RetainedParts parts;
    private final RetainedPages pages;
    private final String filter;
    private final Subscriber subscriber;
    private final Overtaken overtaken;
    private final Subscriber watcher;
    private final ContextInternal context = ContextInternal.current();
    private final Promise<Void> offered = Promise.promise();
    private List<RetainedValue> page = List.of();
    /** The next one of the page. */
    private int next;
    /** Bytes that the subscriber has not let go of. */
    private long held;

    private boolean waiting;
    private boolean stopped;

    /** The offer for this subscription, which stands already. */
    public RetainedOffer(RetainedParts parts, AccountId account, Subscribe subscription) {
        this.parts = parts;
        this.filter = subscription.filter();
        this.pages = new RetainedPages(parts, account, filter);
        this.subscriber = subscription.subscriber();
        this.overtaken = new Overtaken(parts.maxOvertaken());
        this.watcher = new OvertakenLive(overtaken);
    }

    /**
     * Begins; nothing is offered before the calling turn of the loop has ended.
     *
     * @return done when all has been offered, or nothing more is; a store that does not answer is logged
     */
    public Future<Void> start() {
        parts.spread().subscribe(filter, watcher);
        return pages.settled()
                .compose(settled -> offerPages())
                .recover(RetainedOffer::giveUp)
                .onSuccess(done -> stop());
    }

    /** Offers nothing more: the subscription is gone. Idempotent. */
    public void stop() {
        stopped = true;
        offered.tryComplete();
        parts.spread().unsubscribe(filter, watcher);
    }

    private static Future<Void> giveUp(Throwable failure) {
        LOG.warn("retained values of a subscription could not be read: {}", failure.getMessage());
        return Future.succeededFuture();
    }

    private Future<Void> offerPages() {
        read("");
        return offered.future();
    }

    private void read(String after) {
        pages.after(after).onSuccess(this::offer).onFailure(offered::tryFail);
    }

    private void offer(List<RetainedValue> values) {
        page = values;
        next = 0;
        goOn();
    }

    /** A subscriber that fails ends its own offer. */
    private void goOn() {
        try {
            offerMore();
        } catch (RuntimeException defect) {
            offered.tryFail(defect);
        }
    }

    private void offerMore() {
        while (next < page.size() && !stopped) {
            if (held >= AHEAD) {
                waiting = true;
                return;
            }
            RetainedValue value = page.get(next);
            next++;
            if (Topics.matches(filter, value.topic())) {
                offer(value);
            }
        }
        if (stopped || RetainedPages.isLast(page)) {
            offered.tryComplete();
        } else {
            read(page.get(page.size() - 1).topic());
        }
    }

    private void offer(RetainedValue value) {
        if (stopped || overtaken.has(value)) {
            return;
        }
        Frame frame = new Frame(
                value.seq(), 0, value.from(), value.content(), value.qos(), true, true, value.ts(), value.expiresAt());
        int bytes = OVERHEAD + value.topic().length() + value.content().bytes().length;
        held += bytes;
        Run run = new Run(value.topic(), value.epoch(), List.of(frame), () -> released(bytes));
        try {
            subscriber.offer(run);
        } finally {
            run.release();
        }
    }

    /** The subscriber has let go of a value. From any thread, mostly the connection's own. */
    private void released(int bytes) {
        if (context.inThread()) {
            letGo(bytes);
        } else {
            context.runOnContext(now -> letGo(bytes));
        }
    }

    /** Goes on in a turn of its own: whoever lets go is in the middle of something. */
    private void letGo(int bytes) {
        held -= bytes;
        if (waiting && held < AHEAD / 2) {
            waiting = false;
            context.runOnContext(now -> goOn());
        }
    }
}
