package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store, waiting for its database where that is away. Used once; runs on a context of its own. */
final class FirstOpening {
    private static final Logger LOG = LoggerFactory.getLogger(FirstOpening.class);

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final PostgresOptions options;
    private final Opening opening;
    private final Dialect dialect =
            Dialect.beside(FirstOpening.class, List.of("V001__first.sql", "V002__inbox_runs.sql"));
    private final Backoff backoff = new Backoff();
    private final Promise<Storage> promise;
    private final long startNanos = System.nanoTime();
    private boolean waiting;

    FirstOpening(VertxInternal vertx, PostgresOptions options) {
        this.vertx = vertx;
        this.context = vertx.createEventLoopContext();
        this.options = options;
        this.opening = new Opening(vertx, options.target(), options.patience());
        this.promise = context.promise();
    }

    Future<Storage> open() {
        context.runOnContext(go -> attempt());
        return promise.future();
    }

    private void attempt() {
        opening.connect()
                .compose(connection -> new Schema(connection, dialect, options.target()).migrate())
                .compose(migrated -> links())
                .onComplete(promise::complete, this::failed);
    }

    private Future<Storage> links() {
        PgHealth health = new PgHealth(options.target());
        Links links = new Links(vertx, opening, health, options, dialect);
        return links.open().map(open -> PostgresStorage.on(vertx, health, links, options.retention()));
    }

    private void failed(Throwable cause) {
        long pause = backoff.next();
        long waited = (System.nanoTime() - startNanos) / 1_000_000;
        long most = options.patience().start().toMillis();
        if (cause instanceof GatewayException refused) {
            promise.fail(refused);
        } else if (!Failure.passes(cause)) {
            promise.fail(unavailable(" cannot be used: " + Words.of(cause)));
        } else if (waited + pause > most) {
            promise.fail(unavailable(" is away, was waited for " + waited / 1_000 + " s: " + Words.of(cause)));
        } else {
            sayOnce(cause, most);
            vertx.setTimer(pause, again -> attempt());
        }
    }

    private void sayOnce(Throwable cause, long most) {
        if (!waiting) {
            waiting = true;
            LOG.warn("{} is away, waiting up to {} s for it: {}", options.target(), most / 1_000, Words.of(cause));
        }
    }

    private GatewayException unavailable(String why) {
        return new GatewayException(ErrorCode.STORE_UNAVAILABLE, options.target() + why);
    }
}
