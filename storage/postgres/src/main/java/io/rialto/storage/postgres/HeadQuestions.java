package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks how far inboxes, rooms reach: one statement at a time, the next one asks for all that has gathered meanwhile. Questions
 * come in from any thread, bounded; everything else is confined to the link's context.
 */
final class HeadQuestions {
    /** All as of one moment: inboxes (0), rooms (1). */
    static final String TEXT = """
        select 0::bigint, key, iseq from account_key where key = any($1::bigint[])
        union all select 1::bigint, key, cseq from room_key where key = any($2::bigint[])\
        """;

    private record Question(long account, Set<Long> rooms, Promise<SeenHeads> promise) {}

    private final Link link;
    private final int max;
    private final AtomicInteger count = new AtomicInteger();
    private List<Question> waiting = new ArrayList<>();
    private boolean busy;

    HeadQuestions(Link link, int max) {
        this.link = link;
        this.max = max;
    }

    /** Asks; the future completes on {@code caller}, with heads as they were at some moment after the question. */
    Future<SeenHeads> ask(long account, Set<Long> rooms, ContextInternal caller) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            return caller.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many reads wait for the store; try again"));
        }
        Question question = new Question(account, rooms, caller.promise());
        link.context().runOnContext(arrived -> {
            waiting.add(question);
            next();
        });
        return question.promise().future();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        List<Question> group = waiting;
        waiting = new ArrayList<>();
        Session session = link.session();
        if (session == null) {
            fail(group, link.refusal());
            return;
        }
        busy = true;
        session.run(TEXT, keys(group)).onComplete(answer -> {
            busy = false;
            if (answer.succeeded()) {
                SeenHeads seen = heads(answer.result());
                count.addAndGet(-group.size());
                group.forEach(question -> question.promise().complete(seen));
            } else {
                fail(group, answer.cause());
            }
            next();
        });
    }

    private void fail(List<Question> group, Throwable cause) {
        count.addAndGet(-group.size());
        group.forEach(question -> question.promise().fail(cause));
    }

    private static Tuple keys(List<Question> group) {
        Set<Long> accounts = new TreeSet<>();
        Set<Long> rooms = new TreeSet<>();
        for (Question question : group) {
            accounts.add(question.account());
            rooms.addAll(question.rooms());
        }
        return Tuple.from(Arrays.asList(accounts.toArray(Long[]::new), rooms.toArray(Long[]::new)));
    }

    private static SeenHeads heads(Iterable<Row> rows) {
        Map<Long, Long> accounts = new HashMap<>();
        Map<Long, Long> rooms = new HashMap<>();
        for (Row row : rows) {
            Map<Long, Long> heads = row.getLong(0) == 0 ? accounts : rooms;
            heads.put(row.getLong(1), row.getLong(2));
        }
        return new SeenHeads(accounts, rooms);
    }
}
