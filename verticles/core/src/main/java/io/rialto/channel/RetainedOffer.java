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

    /** The offer for this subscription, which stands already. */
    public RetainedOffer(SessionParts parts, AccountId account, Subscribe subscription) {
        this.parts = parts;
        this.account = account;
        this.filter = subscription.filter();
        this.subscriber = subscription.subscriber();
    }

    /** Begins; nothing is offered before the calling turn of the loop has ended. */
    public void start() {
        parts.fanout().subscribe(filter, overtaken);
        Future.all(parts.placement().all().stream().map(this::settle).toList())
                .compose(settled -> Topics.isWildcard(filter) ? offerPages("") : offerOne())
                .onComplete(done -> end(), failure -> {
                    LOG.warn("retained values of a subscription could not be read: {}", failure.getMessage());
                    end();
                });
    }

    private Future<Object> settle(Home home) {
        return parts.bus().ask(Address.CHANNELS, home, account, null, new Settle());
    }

    private void end() {
        parts.fanout().unsubscribe(filter, overtaken);
    }

    private Future<Void> offerOne() {
        return store().get(filter, System.currentTimeMillis()).map(found -> {
            found.ifPresent(this::offer);
            return null;
        });
    }

    private Future<Void> offerPages(String after) {
        return store().scan(prefix(), after, PAGE, System.currentTimeMillis()).compose(page -> {
            page.stream().filter(value -> Topics.matches(filter, value.topic())).forEach(this::offer);
            return page.size() < PAGE
                    ? Future.succeededFuture()
                    : offerPages(page.get(page.size() - 1).topic());
        });
    }

    private void offer(RetainedValue value) {
        if (overtaken.is(value)) {
            return;
        }
        Frame frame = new Frame(
                value.seq(), 0, value.from(), value.content(), value.qos(), true, true, value.ts(), value.expiresAt());
        Run run = new Run(value.topic(), value.epoch(), List.of(frame));
        subscriber.offer(run);
        run.release();
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
