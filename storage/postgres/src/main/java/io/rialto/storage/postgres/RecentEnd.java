package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.sql.InboxEnd;
import io.rialto.storage.sql.PageBudget;
import io.rialto.storage.sql.Retention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The newest rows of one inbox, as far as this node has written them one after the other. Safe on any thread. */
final class RecentEnd {
    private static final int FEW = 8;

    private final AccountId owner;
    private final long account;
    private final RecentMessages messages;
    /** Of each row its message's number, its time. */
    private long[] numbers = new long[FEW];

    private long[] times = new long[FEW];
    private long first = 1;
    private int start;
    private int size;

    /**
     * No rows yet.
     *
     * @param account the surrogate key
     * @param messages what stands in the rows
     */
    RecentEnd(AccountId owner, long account, RecentMessages messages) {
        this.owner = owner;
        this.account = account;
        this.messages = messages;
    }

    AccountId owner() {
        return owner;
    }

    long account() {
        return account;
    }

    /** Takes a row with the message of this number; where it is not the next one, others have written, so everything before it goes. */
    synchronized void add(long iseq, long its, long number) {
        if (iseq != first + size) {
            start = 0;
            size = 0;
            first = iseq;
        }
        if (start + size == numbers.length) {
            resize();
        }
        numbers[start + size] = number;
        times[start + size] = its;
        size++;
    }

    /** Drops the rows whose messages are older than the one of this number; whether none are left. */
    synchronized boolean drop(long oldest) {
        while (size > 0 && numbers[start] < oldest) {
            start++;
            first++;
            size--;
        }
        if (numbers.length > FEW && size < numbers.length / 8) {
            resize();
        }
        return size == 0;
    }

    /** Rows that it has place for. */
    synchronized int places() {
        return numbers.length;
    }

    /** The rooms of the first so many messages behind a position; empty where not all of those are here. */
    synchronized Optional<Set<Long>> rooms(long after, int limit) {
        return behind(after, limit).map(found -> {
            Set<Long> rooms = new HashSet<>();
            found.forEach(message -> rooms.add(message.room()));
            return rooms;
        });
    }

    /** The page behind a position; empty where the database may have another one. */
    synchronized Optional<InboxPage> page(long after, PageBudget budget, SeenHeads seen, Retention retention) {
        long last = first + size - 1;
        return seen.endsAt(account, last)
                ? behind(after, budget.rows()).flatMap(found -> page(after, last, budget, found, seen, retention))
                : Optional.empty();
    }

    private Optional<InboxPage> page(
            long after, long last, PageBudget budget, List<RecentMessage> found, SeenHeads seen, Retention retention) {
        InboxPage page = InboxEnd.page(
                after,
                last,
                budget,
                iseq -> item(iseq, found.get((int) (iseq - after - 1)).message()));
        int items = page.items().size();
        boolean stands = items == 0 || isKept(page.items().get(0), last, retention);
        boolean right = stands && IntStream.range(0, items).allMatch(i -> isRight(found.get(i), seen));
        return right ? Optional.of(page) : Optional.empty();
    }

    private static boolean isRight(RecentMessage message, SeenHeads seen) {
        return seen.knownBy(message.room(), message.standing());
    }

    private static boolean isKept(InboxItem oldest, long last, Retention retention) {
        return oldest.iseq() > last - retention.inboxRows()
                && oldest.its()
                        >= System.currentTimeMillis() - retention.inbox().toMillis();
    }

    private InboxItem item(long iseq, StoredMessage message) {
        return new InboxItem(iseq, times[place(iseq)], Direction.of(message, owner), message);
    }

    /** The first so many messages behind a position, which a client chose: it may be any number. */
    private Optional<List<RecentMessage>> behind(long after, long limit) {
        if (size == 0 || after < first - 1) {
            return Optional.empty();
        }
        List<RecentMessage> found = new ArrayList<>();
        long most = after < first + size ? Math.min(first + size - 1, after + limit) : after;
        for (long last = after; last < most; last++) {
            RecentMessage message = messages.get(numbers[place(last + 1)]);
            if (message == null) {
                return Optional.empty();
            }
            found.add(message);
        }
        return Optional.of(found);
    }

    private int place(long iseq) {
        return start + (int) (iseq - first);
    }

    /** There is place for as many rows again: a burst of long ago takes no memory for good. */
    private void resize() {
        int length = Math.max(FEW, 2 * size);
        long[] roomier = new long[length];
        long[] roomierTimes = new long[length];
        System.arraycopy(numbers, start, roomier, 0, size);
        System.arraycopy(times, start, roomierTimes, 0, size);
        numbers = roomier;
        times = roomierTimes;
        start = 0;
    }
}
