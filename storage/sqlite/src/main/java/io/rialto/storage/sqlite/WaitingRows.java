package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.sql.InboxEnd;
import io.rialto.storage.sql.PageBudget;
import java.util.Arrays;
import java.util.Optional;

/**
 * The end of one inbox as far as it stands on sheets: positions without a hole, behind everything that the table has. The
 * writer's thread adds, any thread reads.
 */
final class WaitingRows {
    private static final int FEW = 8;

    /** Takes rows one after the other. */
    @FunctionalInterface
    interface Taker<X extends Exception> {
        void take(Sheet sheet, long iseq, long its) throws X;
    }

    private final long account;
    private final long first;
    private final long sinceNanos;
    private Sheet[] sheets = new Sheet[FEW];
    private long[] times = new long[FEW];
    private int size;

    /**
     * No rows yet.
     *
     * @param account the surrogate key
     * @param first the position of the first row to come
     */
    WaitingRows(long account, long first, long sinceNanos) {
        this.account = account;
        this.first = first;
        this.sinceNanos = sinceNanos;
    }

    /** The position of the first row. */
    long first() {
        return first;
    }

    long account() {
        return account;
    }

    /** When its oldest row came. */
    long sinceNanos() {
        return sinceNanos;
    }

    synchronized int size() {
        return size;
    }

    synchronized long lastIseq() {
        return first + size - 1;
    }

    synchronized long lastIts() {
        return times[size - 1];
    }

    /** Adds the next position. */
    synchronized void add(Sheet sheet, long its) {
        if (size == times.length) {
            sheets = Arrays.copyOf(sheets, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        sheets[size] = sheet;
        times[size++] = its;
    }

    /** Adds the positions that follow. */
    void addAll(WaitingRows later) {
        later.each((sheet, iseq, its) -> add(sheet, its));
    }

    /** Hands all rows over, rising. For the writer's thread, which may take its time: nobody else changes them. */
    <X extends Exception> void each(Taker<X> taker) throws X {
        for (int i = 0; i < size; i++) {
            taker.take(sheets[i], first + i, times[i]);
        }
    }

    /** The page behind a position; empty where it would begin with what the table has. */
    synchronized Optional<InboxPage> page(AccountId owner, long after, PageBudget budget) {
        if (after < first - 1) {
            return Optional.empty();
        }
        return Optional.of(InboxEnd.page(after, lastIseq(), budget, iseq -> item(owner, iseq)));
    }

    private InboxItem item(AccountId owner, long iseq) {
        StoredMessage message = sheets[(int) (iseq - first)].message();
        return new InboxItem(iseq, times[(int) (iseq - first)], Direction.of(message, owner), message);
    }
}
