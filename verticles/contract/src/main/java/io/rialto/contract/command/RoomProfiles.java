package io.rialto.contract.command;

import io.rialto.contract.id.RoomId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The profiles of groups, in order of id; of those that exist. */
public record RoomProfiles(SortedMap<RoomId, Profile> profiles) {
    /** Copies the map. */
    public RoomProfiles {
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    }
}
