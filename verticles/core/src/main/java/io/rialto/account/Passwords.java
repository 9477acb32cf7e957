package io.rialto.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes, checks passwords with Argon2id (19 MiB, 2 passes; RFC 9106) on a pool of its own with a bounded queue. Futures
 * complete on the caller's context; a full queue fails with {@code overloaded}.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int WARM_UP_KIB = 256;

    private final Vertx vertx;
    private final int scramIterations;
    private final ThreadPoolExecutor pool;

    /** A pool of so many threads with so many places to wait, which makes no keys of SCRAM. */
    public Passwords(Vertx vertx, int threads, int queue) {
        this(vertx, threads, queue, 0);
    }

    /**
     * A pool of so many threads with so many places to wait.
     *
     * @param scramIterations of the keys of SCRAM that are made of a password beside its hash; 0 = none are made
     */
    public Passwords(Vertx vertx, int threads, int queue, int scramIterations) {
        this.scramIterations = scramIterations;
        this.vertx = vertx;
        this.pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, "rialto-passwords");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** What is kept of a password: its encoded hash with a fresh salt, behind a space the keys of SCRAM where those are made. */
    public Future<String> hash(String password) {
        return run(() -> {
            String hash = hash(password, MEMORY_KIB);
            return scramIterations == 0
                    ? hash
                    : hash + " " + ScramKeys.of(password, scramIterations).encoded();
        });
    }

    /** Whether a password is the one of which this is kept. */
    public Future<Boolean> check(String password, String kept) {
        int end = kept.indexOf(' ');
        String hash = end < 0 ? kept : kept.substring(0, end);
        return run(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** Makes the first real check fast: loads the classes, compiles the loops. Without the memory of a real one. */
    public Future<Void> warmUp() {
        return run(() -> hash("warm-up", WARM_UP_KIB)).mapEmpty();
    }

    /** Stops the pool. */
    public void close() {
        pool.shutdownNow();
    }

    /** The function is made here, not before: each keeps as much memory as one hash needs (password4j 1.8). */
    private static String hash(String password, int memoryKib) {
        Argon2Function argon2 = Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID);
        return Password.hash(password).addRandomSalt(16).with(argon2).getResult();
    }

    private <R> Future<R> run(Callable<R> work) {
        Promise<R> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
        try {
            pool.execute(() -> complete(promise, work));
        } catch (RejectedExecutionException full) {
            promise.fail(new GatewayException(ErrorCode.OVERLOADED, "too many sign-ins are waiting, try again later"));
        }
        return promise.future();
    }

    private static <R> void complete(Promise<R> promise, Callable<R> work) {
        try {
            promise.complete(work.call());
        } catch (Exception defect) {
            promise.fail(defect);
        }
    }
}
