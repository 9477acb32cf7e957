package io.rialto.adapter.http;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.DropReason;
import io.rialto.config.HttpListenerConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The large answers of one event loop, bounded by bytes from their reading until they have gone to their clients. Others wait
 * for their turn; no account has more than a share of both, so that who does not read its answers holds up itself first. Confined
 * to that loop.
 */
final class LargeAnswers {
    private static final int SHARES = 8;

    private record Waiting(AccountId account, Promise<Void> turn) {}

    private final long most;
    private final long maxBytes;
    private final int maxWaiting;
    private final DoorMetrics metrics;
    private final Map<AccountId, Long> held = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean going;

    /** So many bytes of one at most, of all but where one alone is larger; so many others wait. */
    LargeAnswers(long most, long maxBytes, int maxWaiting, DoorMetrics metrics) {
        this.most = most;
        this.maxBytes = maxBytes;
        this.maxWaiting = maxWaiting;
        this.metrics = metrics;
    }

    /** Those of one of so many loops. */
    static LargeAnswers of(RialtoConfig config, int loops, DoorMetrics metrics) {
        HttpListenerConfig http = config.listeners().http();
        return new LargeAnswers(
                config.sessions().pageBytes(), http.answerBytes() / loops, http.answersWaiting(), metrics);
    }

    /** The action, in its turn. */
    Function<Call, Future<Reply>> inTurn(Function<Call, Future<Reply>> action) {
        return call -> run(call.account(), () -> call.routing().response().closed() ? nobody() : action.apply(call));
    }

    private static Future<Reply> nobody() {
        return Future.failedFuture(new GatewayException(ErrorCode.TIMEOUT, "nobody waits for it any more"));
    }

    /** Reads an answer to an account when there is room for it; refuses where too many wait. */
    Future<Reply> run(AccountId account, Supplier<Future<Reply>> read) {
        if (fits(account)) {
            take(account, most);
            return begin(account, read);
        }
        if (waiting.size() >= maxWaiting || waiting(account) > maxWaiting / SHARES) {
            metrics.dropped(DropReason.OVERLOADED, 1);
            return Future.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many pages are being read, try again later"));
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(new Waiting(account, turn));
        return turn.future().compose(mine -> begin(account, read));
    }

    private long waiting(AccountId account) {
        return waiting.stream().filter(one -> one.account().equals(account)).count();
    }

    private Future<Reply> begin(AccountId account, Supplier<Future<Reply>> read) {
        return Future.succeededFuture()
                .compose(mine -> read.get())
                .map(reply -> {
                    long size = reply.body().length();
                    take(account, size - most);
                    goOn();
                    return reply.whenGone(() -> give(account, size));
                })
                .onFailure(refused -> give(account, most));
    }

    private void give(AccountId account, long size) {
        take(account, -size);
        goOn();
    }

    private void take(AccountId account, long more) {
        bytes += more;
        long now = held.getOrDefault(account, 0L) + more;
        if (now == 0) {
            held.remove(account);
        } else {
            held.put(account, now);
        }
    }

    private boolean fits(AccountId account) {
        return fits(bytes, maxBytes) && fits(held.getOrDefault(account, 0L), maxBytes / SHARES);
    }

    private boolean fits(long before, long max) {
        return before == 0 || before + most <= max;
    }

    /** In the order in which they came, but for those whose account has its share. */
    private void goOn() {
        if (going) {
            return; // answered at once: the loop below goes on
        }
        going = true;
        try {
            for (Waiting next = next(); next != null; next = next()) {
                take(next.account(), most);
                next.turn().complete();
            }
        } finally {
            going = false;
        }
    }

    private Waiting next() {
        Iterator<Waiting> all = waiting.iterator();
        while (fits(bytes, maxBytes) && all.hasNext()) {
            Waiting one = all.next();
            if (fits(one.account())) {
                all.remove();
                return one;
            }
        }
        return null;
    }
}
