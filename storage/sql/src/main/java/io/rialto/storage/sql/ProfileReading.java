package io.rialto.storage.sql;

import io.rialto.contract.command.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Makes profiles by id from rows (id, created at, name, value) in order of id; without a name where there is no entry. */
final class ProfileReading implements Reading<Map<String, Profile>> {
    private final Map<String, Profile> found = new LinkedHashMap<>();
    private final TreeMap<String, byte[]> entries = new TreeMap<>();
    private String id;
    private long createdAt;

    @Override
    public boolean next(Row row) {
        if (!row.text(0).equals(id)) {
            end();
            id = row.text(0);
            createdAt = row.integer(1);
        }
        if (!row.isNull(2)) {
            entries.put(row.text(2), row.bytes(3));
        }
        return true;
    }

    @Override
    public Map<String, Profile> result() {
        end();
        return found;
    }

    private void end() {
        if (id != null) {
            found.put(id, new Profile(createdAt, entries));
        }
        entries.clear();
        id = null;
    }
}
