package io.rialto.contract.command;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account or group shows of itself: bytes by names, which mean what clients make of them.
 *
 * @param createdAt when the account or group was made, in milliseconds since 1970
 * @param entries in order of name; values are not to be written to
 */
public record Profile(long createdAt, SortedMap<String, byte[]> entries) {
    /** Copies the map. */
    public Profile {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** A profile of these entries, in any order. */
    public static Profile of(long createdAt, Map<String, byte[]> entries) {
        return new Profile(createdAt, new TreeMap<>(entries));
    }

    /** Names and values together, in bytes: what its bound counts. */
    public int size() {
        return entries.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length)
                .sum();
    }
}
