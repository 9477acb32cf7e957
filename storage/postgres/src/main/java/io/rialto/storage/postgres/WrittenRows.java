package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.AccountHead;

/** The inbox rows of one message that a transaction writes. Used by one batch, unchanged after its commit. */
final class WrittenRows {
    private static final int BYTES_PER_ROW = 16;

    private final AccountId[] owners;
    private final long[] accounts;
    private final long[] iseqs;
    private final long[] times;
    private int size;
    private StoredMessage message;
    private long room;
    private boolean erases;

    WrittenRows(LogEntry entry) {
        int rows = entry.recipients().size() + (entry.echo() ? 1 : 0);
        owners = new AccountId[rows];
        accounts = new long[rows];
        iseqs = new long[rows];
        times = new long[rows];
    }

    /** The newest row of an account. */
    void add(AccountId owner, AccountHead head) {
        owners[size] = owner;
        accounts[size] = head.key();
        iseqs[size] = head.iseq();
        times[size++] = head.its();
    }

    /** All rows are there. */
    void of(StoredMessage stored, long roomKey, boolean takesAway) {
        message = stored;
        room = roomKey;
        erases = takesAway;
    }

    StoredMessage message() {
        return message;
    }

    long room() {
        return room;
    }

    /** Whether the message took away what another one of its room had said. */
    boolean erases() {
        return erases;
    }

    int size() {
        return size;
    }

    AccountId owner(int row) {
        return owners[row];
    }

    long account(int row) {
        return accounts[row];
    }

    long iseq(int row) {
        return iseqs[row];
    }

    long its(int row) {
        return times[row];
    }

    /** What they take in memory, in rows. */
    int cost() {
        return 1 + size + message.content().size() / BYTES_PER_ROW;
    }
}
