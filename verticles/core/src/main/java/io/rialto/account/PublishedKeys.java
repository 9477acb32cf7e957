package io.rialto.account;

import com.nimbusds.jose.JWSHeader;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys behind a URL, a JWK set (RFC 7517): fetched with the first token, then when they have become old, while the old
 * ones are used; at once for a token with an id that is not among them, though not more often than so often, whatever
 * clients send. Keys that could not be fetched for too long are trusted no more. One fetch at a time, nobody blocks. Safe on
 * any thread.
 */
final class PublishedKeys implements TokenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

    /**
     * When keys are fetched.
     *
     * @param refresh how old keys become before they are fetched again
     * @param retry how long no fetch follows another
     * @param trust how old keys become before they are trusted no more
     */
    record Pace(Duration refresh, Duration retry, Duration trust) {}

    private record Known(List<TokenKey> keys, long since) {
        static final long NEVER = Long.MIN_VALUE;
        static final Known NOTHING = new Known(List.of(), NEVER);

        boolean isOlderThan(Duration age, long now) {
            return since == NEVER || now - since > age.toMillis();
        }
    }

    private final Vertx vertx;
    private final Supplier<Future<String>> source;
    private final Pace pace;
    private final LongSupplier clock;
    private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);
    /** Null where none is under way. */
    private final AtomicReference<Promise<Void>> fetch = new AtomicReference<>();

    private volatile long lastFetch = Long.MIN_VALUE;

    /** @param source gets the JWK set */
    PublishedKeys(Vertx vertx, Supplier<Future<String>> source, Pace pace, LongSupplier clock) {
        this.vertx = vertx;
        this.source = source;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public Future<List<TokenKey>> of(JWSHeader header) {
        long now = clock.getAsLong();
        Known current = known.get();
        List<TokenKey> fitting = fitting(header, now);
        if (!fitting.isEmpty()) {
            if (current.isOlderThan(pace.refresh(), now) && mayFetch(now)) {
                start(now);
            }
            return Future.succeededFuture(fitting);
        }
        if (fetch.get() == null && !mayFetch(now)) {
            return current.isOlderThan(pace.trust(), now) ? unreachable() : Future.succeededFuture(List.of());
        }
        return start(now).compose(fetched -> {
            boolean nothing = known.get().isOlderThan(pace.trust(), clock.getAsLong());
            return nothing ? unreachable() : Future.succeededFuture(fitting(header, clock.getAsLong()));
        });
    }

    private List<TokenKey> fitting(JWSHeader header, long now) {
        Known current = known.get();
        return current.isOlderThan(pace.trust(), now)
                ? List.of()
                : current.keys().stream().filter(key -> key.fits(header)).toList();
    }

    private boolean mayFetch(long now) {
        return lastFetch == Long.MIN_VALUE || now - lastFetch >= pace.retry().toMillis();
    }

    /**
     * Fetches, or waits for the fetch under way; succeeds however that ends, on the caller's context. Where another fetch has
     * ended since the caller looked, that was it.
     */
    private Future<Void> start(long now) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        Promise<Void> mine = Promise.promise();
        Promise<Void> running = fetch.compareAndExchange(null, mine);
        if (running == null) {
            if (mayFetch(now)) {
                lastFetch = now;
                source.get()
                        .map(KeyTexts::set)
                        .onComplete(this::fetched, this::failed)
                        .onComplete(done -> over(mine));
            } else {
                over(mine);
            }
        }
        Promise<Void> here = context.promise();
        (running == null ? mine : running).future().onComplete(here);
        return here.future();
    }

    private void over(Promise<Void> mine) {
        fetch.set(null);
        mine.complete();
    }

    private void fetched(List<TokenKey> keys) {
        known.set(new Known(keys, clock.getAsLong()));
    }

    private void failed(Throwable failure) {
        LOG.warn("the keys of tokens could not be fetched: {}", failure.getMessage());
    }

    private static <R> Future<R> unreachable() {
        return Future.failedFuture(
                new GatewayException(ErrorCode.TIMEOUT, "the keys of tokens cannot be fetched now, try again later"));
    }
}
