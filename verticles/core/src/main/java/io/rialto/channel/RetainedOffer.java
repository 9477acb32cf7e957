package io.rialto.channel;

import io.rialto.bus.Address;
import io.rialto.cluster.Home;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.Command.Subscribe;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.Topics;
import io.rialto.session.SessionParts;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the retained values of a new subscription, page by page, leaving out those that something live has overtaken.
 * Confined to the connection's context.
 */
public final class RetainedOffer {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedOffer.class);
    private static final int PAGE = 64;

    private final SessionParts parts;
    private final AccountId account;
    private final String filter;
    private final Subscriber subscriber;
    private final Overtaken overtaken = new Overtaken();
    private boolean stopped;

    /** The offer for this subscription, which stands already. */
    public RetainedOffer(SessionParts parts, AccountId account, Subscribe subscription) {
        this.parts = parts;
        this.account = account;
        this.filter = subscription.filter();
        this.subscriber = subscription.subscriber();
    }

    /**
     * Begins; nothing is offered before the calling turn of the loop has ended.
     *
     * @return done when all has been offered, or nothing more is; a store that does not answer is logged
     */
    public Future<Void> start() {
        parts.spread().subscribe(filter, overtaken);
        return settled()
                .compose(settled -> Topics.isWildcard(filter) ? offerPages("") : offerOne())
                .recover(RetainedOffer::giveUp)
                .onSuccess(done -> stop());
    }

    /** Offers nothing more: the subscription is gone. Idempotent. */
    public void stop() {
        stopped = true;
        parts.spread().unsubscribe(filter, overtaken);
    }

    /** What homes still hold must be in the store first; where they cannot write it, what the store has must do. */
    private Future<?> settled() {
        List<Home> homes = Topics.isWildcard(filter)
                ? parts.placement().all()
                : List.of(parts.placement().ofTopic(filter));
        return Future.join(homes.stream().map(this::settle).toList())
                .transform((all, failure) -> Future.succeededFuture());
    }

    private Future<Object> settle(Home home) {
        return parts.bus().ask(Address.CHANNELS, home, account, null, new Settle());
    }

    private static Future<Void> giveUp(Throwable failure) {
        LOG.warn("retained values of a subscription could not be read: {}", failure.getMessage());
        return Future.succeededFuture();
    }

    private Future<Void> offerOne() {
        if (stopped) {
            return Future.succeededFuture();
        }
        return store().get(filter, System.currentTimeMillis()).map(found -> {
            found.ifPresent(this::offer);
            return null;
        });
    }

    private Future<Void> offerPages(String after) {
        if (stopped) {
            return Future.succeededFuture();
        }
        return store().scan(prefix(), after, PAGE, System.currentTimeMillis()).compose(page -> {
            page.stream().filter(value -> Topics.matches(filter, value.topic())).forEach(this::offer);
            return page.size() < PAGE
                    ? Future.succeededFuture()
                    : offerPages(page.get(page.size() - 1).topic());
        });
    }

    private void offer(RetainedValue value) {
        if (stopped || overtaken.is(value)) {
            return;
        }
        Frame frame = new Frame(
                value.seq(), 0, value.from(), value.content(), value.qos(), true, true, value.ts(), value.expiresAt());
        Run run = new Run(value.topic(), value.epoch(), List.of(frame));
        try {
            subscriber.offer(run);
        } finally {
            run.release();
        }
    }

    /** What every matching topic begins with: the levels before the first wildcard, without the last slash for "/#". */
    private String prefix() {
        int wildcard = Math.max(0, firstWildcard());
        return wildcard > 0 && filter.charAt(wildcard) == '#'
                ? filter.substring(0, wildcard - 1)
                : filter.substring(0, wildcard);
    }

    private int firstWildcard() {
        int plus = filter.indexOf('+');
        int hash = filter.indexOf('#');
        return plus < 0 ? hash : hash < 0 ? plus : Math.min(plus, hash);
    }

    private RetainedStore store() {
        return parts.storage().retained();
    }
}
