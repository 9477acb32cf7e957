package io.rialto.storage;

import io.rialto.contract.command.Profile;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/**
 * Keeps what accounts and groups show of themselves. Changes of one profile come one after the other, whichever nodes make
 * them. Futures complete on the caller's context, after the commit; failures are {@code store_unavailable}.
 */
public interface ProfileStore {
    /** The longest name of an entry, in characters. */
    int MAX_NAME = 64;

    /** The profiles of those of these accounts that exist. */
    Future<SortedMap<AccountId, Profile>> ofAccounts(Collection<AccountId> accounts);

    /** The profiles of those of these groups that exist. */
    Future<SortedMap<RoomId, Profile>> ofRooms(Collection<RoomId> rooms);

    /**
     * Changes entries of an account's profile, leaving the others: all of them or none. An empty value takes its entry away.
     * Fails with {@code not_found} where there is no such account, {@code limit_reached} or {@code too_large} beyond the
     * bounds, {@code bad_request} with a name that is none.
     *
     * @return the profile after that
     */
    Future<Profile> update(AccountId account, Map<String, byte[]> changes, ProfileBounds bounds);

    /** The same for a group. */
    Future<Profile> update(RoomId room, Map<String, byte[]> changes, ProfileBounds bounds);
}
