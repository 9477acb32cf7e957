package io.rialto.launcher;

import io.rialto.config.ClusterRestartConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node in this process: one whose membership of the cluster ends by itself is stopped, another one started in its
 * place, until that was too often in a row. Told on any thread; what it does then it does on a thread of its own, which
 * keeps the process alive while nothing else does.
 */
public final class Keeper {
    /** A node from its start to its stop; each happens once. */
    public interface Life {
        /** Done when it serves; what has failed is left to {@link #stop()}. */
        Future<Gateway.Addresses> start();

        /** Done when nothing of it is left, a start that is under way included; may be asked again. */
        Future<Void> stop();

        /** Completes with why, on any thread, when it cannot stay a member; never where it can. */
        Future<String> ended();
    }

    /** How often, how long: starts anew, a start, a stop. */
    public record Terms(ClusterRestartConfig restart, Duration start, Duration stop) {}

    /** Is told what becomes of the node after its first start; mostly on the keeper's thread. */
    public interface Audience {
        /** It serves again, so long after its predecessor had ended. */
        void servesAgain(Gateway.Addresses addresses, Duration since);

        /** There will be no other one: the process is to end, so that whoever watches it can act. */
        void givenUp(String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** A node that serves, since when ({@link System#nanoTime}). */
    private record Begun(Life life, Gateway.Addresses addresses, long start) {}

    private final LongFunction<? extends Life> lives;
    private final Terms terms;
    private final Audience audience;
    private final Attempts attempts;
    private final CountDownLatch told = new CountDownLatch(1);
    private Life life;
    private long number;
    private volatile boolean givenUp;

    /**
     * A keeper of a node that does not run yet.
     *
     * @param lives makes a node that has had so many lives before
     */
    public Keeper(LongFunction<? extends Life> lives, Terms terms, Audience audience) {
        this.lives = lives;
        this.terms = terms;
        this.audience = audience;
        this.attempts = new Attempts(terms.restart());
    }

    /** Starts the node; back when it serves. Where this fails nothing is tried again, what there is of it is to be stopped. */
    public Gateway.Addresses start() throws ExecutionException, InterruptedException, TimeoutException {
        Begun begun =
                begin().orElseThrow(() -> new IllegalStateException("the node was stopped before it was started"));
        watch(begun);
        return begun.addresses();
    }

    /** Stops the node for good; back when nothing of it is left. Harmless when nothing runs. */
    public void stop() throws ExecutionException, InterruptedException, TimeoutException {
        Optional<Life> last = last();
        if (last.isPresent() && !givenUp) {
            get(last.get().stop(), terms.stop());
        }
    }

    /** Under one lock with {@link #next()}: either a life is known to whoever stops it, or it never begins. */
    private synchronized Optional<Life> last() {
        told.countDown();
        return Optional.ofNullable(life);
    }

    private synchronized Optional<Life> next() {
        if (isTold()) {
            return Optional.empty();
        }
        life = lives.apply(number++);
        return Optional.of(life);
    }

    private synchronized Life life() {
        return life;
    }

    private boolean isTold() {
        return told.getCount() == 0;
    }

    /** Empty where the node is to stop. */
    private Optional<Begun> begin() throws ExecutionException, InterruptedException, TimeoutException {
        Optional<Life> next = next();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Life begun = next.get();
        Gateway.Addresses addresses = get(Future.succeededFuture().compose(now -> begun.start()), terms.start());
        return Optional.of(new Begun(begun, addresses, System.nanoTime()));
    }

    /** Begins when its start has been told of: its end is told afterwards, one thread is at it at a time. */
    private void watch(Begun begun) {
        begun.life().ended().onSuccess(why -> ended(why, begun.start()));
    }

    private void ended(String why, long start) {
        if (isTold()) {
            return;
        }
        LOG.error("the membership of the cluster has ended by itself: {}; the node stops, then starts anew here", why);
        try {
            Thread keeper = new Thread(() -> startAnew(why, start), "rialto-keeper");
            keeper.setUncaughtExceptionHandler((thread, defect) -> giveUp("it cannot be started anew: " + defect));
            keeper.start();
        } catch (OutOfMemoryError noThread) {
            giveUp("there is no thread to start it anew: " + noThread.getMessage());
        }
    }

    private void startAnew(String why, long start) {
        long since = System.nanoTime();
        Duration lived = Duration.ofNanos(since - start);
        Optional<String> failure = Optional.of("its membership has ended by itself: " + why);
        try {
            while (failure.isPresent() && isStopped()) {
                Optional<Duration> pause = attempts.next(lived);
                if (pause.isEmpty()) {
                    giveUp("started anew " + terms.restart().attempts() + " times in a row (cluster.restart.attempts): "
                            + failure.get());
                    return;
                }
                if (told.await(pause.get().toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                failure = attempt(since);
                lived = Duration.ZERO;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            giveUp("interrupted while it was to be started anew");
        }
    }

    /** What is not over in time might still hold ports, files, connections: nothing is started beside it. */
    private boolean isStopped() throws InterruptedException {
        try {
            get(life().stop(), terms.stop());
            return true;
        } catch (ExecutionException | TimeoutException failure) {
            giveUp("it could not be stopped in order, so that it cannot be started anew: " + words(failure));
            return false;
        }
    }

    /** Empty when it serves, or is to stop; else what went wrong. */
    private Optional<String> attempt(long since) throws InterruptedException {
        try {
            Optional<Begun> begun = begin();
            if (begun.isPresent() && !isTold()) {
                audience.servesAgain(begun.get().addresses(), Duration.ofNanos(System.nanoTime() - since));
                watch(begun.get());
            }
            return Optional.empty();
        } catch (ExecutionException | TimeoutException failure) {
            if (isTold()) {
                return Optional.empty();
            }
            LOG.warn("the node could not be started anew: {}", words(failure));
            return Optional.of(words(failure));
        }
    }

    private void giveUp(String why) {
        givenUp = true;
        if (!isTold()) {
            told.countDown();
            audience.givenUp(why);
        }
    }

    private static String words(Exception failure) {
        return failure instanceof ExecutionException
                ? String.valueOf(failure.getCause().getMessage())
                : failure.getMessage();
    }

    private static <T> T get(Future<T> future, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new TimeoutException("not within " + limit.toMillis() + " ms");
        }
    }
}
