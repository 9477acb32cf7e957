package io.rialto.storage.postgres;

import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Keeps one connection to the database: opened once it stays, or comes back by itself. A server that is silent though it
 * was asked counts as gone. Confined to its context.
 */
final class Link {
    private static final long WATCH_MILLIS = 500;
    private static final long GOODBYE_MILLIS = 1_000;
    private static final long PING_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long SOUND_NANOS = Duration.ofSeconds(10).toNanos();

    private final ContextInternal context;
    private final Opening opening;
    private final PgHealth health;
    private final List<String> settings;
    private final Collection<String> texts;
    private final Backoff backoff = new Backoff();
    private final long overdueNanos;
    private volatile Session session;
    private Function<Session, Future<?>> greeting = fresh -> Future.succeededFuture();
    private Runnable opened = () -> {};
    private long watch = -1;
    private boolean closed;

    Link(ContextInternal context, Opening opening, PgHealth health, List<String> settings, Collection<String> texts) {
        this.context = context;
        this.opening = opening;
        this.health = health;
        this.settings = settings;
        this.texts = texts;
        this.overdueNanos = Duration.ofMillis(opening.answerMillis()).toNanos() + GRACE_NANOS;
    }

    /** Where everything of this link runs. */
    ContextInternal context() {
        return context;
    }

    /** What proves a fresh connection useful, what to do when it was; before {@link #open()}. */
    void onOpen(Function<Session, Future<?>> proof, Runnable handler) {
        greeting = proof;
        opened = handler;
    }

    /** Opens the first connection, from any thread; a failure is left to the caller. */
    Future<Void> open() {
        return context.<Void>future(promise -> context.runOnContext(go -> {
            watch = context.owner().setPeriodic(WATCH_MILLIS, tick -> watch());
            connect().onComplete(promise);
        }));
    }

    /** The open connection; null while there is none. */
    Session session() {
        return session;
    }

    /** Whether there is one now; from any thread. */
    boolean isOpen() {
        return session != null;
    }

    /** What callers are told while there is none. */
    GatewayException refusal() {
        return health.refusal(this);
    }

    /** A connection proved useless: it is cut, another one is opened; answers what its callers are told. */
    GatewayException failed(Session useless, Throwable cause) {
        useless.cut();
        return lost(useless, cause);
    }

    /** Ends it, from any thread. */
    Future<Void> close() {
        return context.future(promise -> context.runOnContext(go -> {
            closed = true;
            context.owner().cancelTimer(watch);
            Session last = session;
            session = null;
            health.up(this);
            if (last == null) {
                promise.complete();
            } else {
                last.close()
                        .timeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
                        .onFailure(silent -> last.cut())
                        .otherwiseEmpty()
                        .onComplete(promise);
            }
        }));
    }

    private Future<Void> connect() {
        return opening.session(settings, texts).compose(this::greet).map(fresh -> {
            take(fresh);
            return null;
        });
    }

    private Future<Session> greet(Session fresh) {
        return greeting.apply(fresh)
                .timeout(opening.answerMillis(), TimeUnit.MILLISECONDS)
                .onFailure(useless -> fresh.cut())
                .map(fresh);
    }

    private void take(Session fresh) {
        if (closed) {
            fresh.close();
            return;
        }
        session = fresh;
        fresh.onClose(() -> lost(fresh, new IllegalStateException("it closed the connection")));
        if (fresh.isOpen()) {
            health.up(this);
            opened.run();
        } else {
            lost(fresh, new IllegalStateException("it closed the connection at once"));
        }
    }

    private GatewayException lost(Session which, Throwable cause) {
        if (session == which) {
            session = null;
            if (which.ageNanos() > SOUND_NANOS) {
                backoff.reset();
            }
            GatewayException told = health.down(this, cause);
            reconnect();
            return told;
        }
        return refusal();
    }

    private void reconnect() {
        context.owner().setTimer(backoff.next(), due -> {
            if (!closed) {
                connect().onFailure(cause -> {
                    health.down(this, cause);
                    reconnect();
                });
            }
        });
    }

    private void watch() {
        Session open = session;
        if (open == null) {
            return;
        }
        if (open.overdueNanos() > overdueNanos) {
            failed(open, new TimeoutException());
        } else if (open.idleNanos() > PING_NANOS) {
            open.simple("select 1");
        }
    }
}
