package io.rialto.storage.sql;

import io.rialto.storage.StoredMessages;

/** Reads one row of a number of messages and their bytes. */
final class Sums implements Reading<StoredMessages> {
    private StoredMessages found = StoredMessages.NONE;

    @Override
    public boolean next(Row row) {
        found = new StoredMessages(row.integer(0), row.integer(1));
        return false;
    }

    @Override
    public StoredMessages result() {
        return found;
    }
}
