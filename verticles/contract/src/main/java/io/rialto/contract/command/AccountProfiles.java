package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The profiles of accounts, in order of id; of those that exist. */
public record AccountProfiles(SortedMap<AccountId, Profile> profiles) {
    /** Copies the map. */
    public AccountProfiles {
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    }
}
