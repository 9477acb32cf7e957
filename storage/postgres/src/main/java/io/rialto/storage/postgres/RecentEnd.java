package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.sql.InboxEnd;
import io.rialto.storage.sql.PageBudget;
import io.rialto.storage.sql.Retention;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The newest rows of one inbox, as far as this node has written them one after the other. Safe on any thread. */
final class RecentEnd {
    private static final int FEW = 8;

    private final AccountId owner;
    private final long account;
    private RecentMessage[] messages = new RecentMessage[FEW];
    private long[] times = new long[FEW];
    private long first = 1;
    private int start;
    private int size;

    /**
     * No rows yet.
     *
     * @param account the surrogate key
     */
    RecentEnd(AccountId owner, long account) {
        this.owner = owner;
        this.account = account;
    }

    long account() {
        return account;
    }

    /** Takes a row; where it is not the next one, others have written, so everything before it goes. */
    synchronized void add(long iseq, long its, RecentMessage message) {
        if (iseq != first + size) {
            clear();
            first = iseq;
        }
        if (start + size == messages.length) {
            resize();
        }
        messages[start + size] = message;
        times[start + size] = its;
        size++;
    }

    /** Drops the rows up to this position; whether none are left. */
    synchronized boolean drop(long iseq) {
        while (size > 0 && first <= iseq) {
            messages[start++] = null;
            first++;
            size--;
        }
        if (messages.length > FEW && size < messages.length / 8) {
            resize();
        }
        return size == 0;
    }

    /** Rows that it has place for. */
    synchronized int places() {
        return messages.length;
    }

    /** Whether what stands behind a position is here, as far as this node has written it. */
    synchronized boolean covers(long after) {
        return size > 0 && after >= first - 1;
    }

    /** The rooms of the first so many messages behind a position. */
    synchronized Set<Long> rooms(long after, int limit) {
        Set<Long> rooms = new HashSet<>();
        long most = Math.min(first + size - 1, after + limit);
        for (long iseq = Math.max(first, after + 1); iseq <= most; iseq++) {
            rooms.add(message(iseq).room());
        }
        return rooms;
    }

    /** The page behind a position; empty where the database may have another one. */
    synchronized Optional<InboxPage> page(long after, PageBudget budget, SeenHeads seen, Retention retention) {
        long last = first + size - 1;
        if (!covers(after) || !seen.endsAt(account, last)) {
            return Optional.empty();
        }
        InboxPage page = InboxEnd.page(after, last, budget, this::item);
        boolean stands = page.items().isEmpty() || isKept(page.items().get(0), last, retention);
        boolean right = stands && page.items().stream().allMatch(item -> isRight(item, seen));
        return right ? Optional.of(page) : Optional.empty();
    }

    private boolean isRight(InboxItem item, SeenHeads seen) {
        RecentMessage message = message(item.iseq());
        return seen.knownBy(message.room(), message.standing());
    }

    private static boolean isKept(InboxItem oldest, long last, Retention retention) {
        return oldest.iseq() > last - retention.inboxRows()
                && oldest.its()
                        >= System.currentTimeMillis() - retention.inbox().toMillis();
    }

    private InboxItem item(long iseq) {
        RecentMessage recent = message(iseq);
        long its = times[start + (int) (iseq - first)];
        return new InboxItem(iseq, its, Direction.of(recent.message(), owner), recent.message());
    }

    private RecentMessage message(long iseq) {
        return messages[start + (int) (iseq - first)];
    }

    private void clear() {
        Arrays.fill(messages, start, start + size, null);
        start = 0;
        size = 0;
    }

    /** There is place for as many rows again: a burst of long ago takes no memory for good. */
    private void resize() {
        int length = Math.max(FEW, 2 * size);
        RecentMessage[] roomier = new RecentMessage[length];
        long[] roomierTimes = new long[length];
        System.arraycopy(messages, start, roomier, 0, size);
        System.arraycopy(times, start, roomierTimes, 0, size);
        messages = roomier;
        times = roomierTimes;
        start = 0;
    }
}
