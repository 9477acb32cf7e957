package io.rialto.storage.sqlite;

import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Appends one caller's batch. */
record AppendOperation(List<LogEntry> batch) implements WriteOperation<List<Appended>> {
    @Override
    public int weight() {
        return LogEntry.weight(batch);
    }

    @Override
    public boolean isFollowed() {
        return true;
    }

    @Override
    public List<Appended> run(WriteSession session) throws SQLException {
        List<Appended> outcomes = new ArrayList<>(batch.size());
        for (LogEntry entry : batch) {
            outcomes.add(session.log().append(entry));
        }
        return outcomes;
    }
}
