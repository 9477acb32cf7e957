package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A group at one moment: what it is, what accounts are to it, of those who have blocked it only the ones that were asked
 * about. Immutable.
 */
public final class RoomState {
    private final RoomId id;
    private final RoomRecord room;
    private final SortedMap<AccountId, Standing> standings;
    private final Map<AccountId, Integer> blocks;

    /**
     * A group's state.
     *
     * @param room null where there never was such a group
     * @param standings whoever is anything to it
     * @param blocks how many groups these accounts block
     */
    public RoomState(RoomId id, RoomRecord room, Map<AccountId, Standing> standings, Map<AccountId, Integer> blocks) {
        this.id = id;
        this.room = room;
        this.standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
        this.blocks = Map.copyOf(blocks);
    }

    /** Its id, whether there is such a group or not. */
    public RoomId id() {
        return id;
    }

    /** The group; empty where there never was one. */
    public Optional<RoomRecord> room() {
        return Optional.ofNullable(room);
    }

    /** What an account is to it. */
    public Standing standing(AccountId account) {
        return standings.getOrDefault(account, Standing.NONE);
    }

    /** Whoever is anything to it, in order of id. */
    public SortedMap<AccountId, Standing> standings() {
        return standings;
    }

    /** The members, in order of id. */
    public List<AccountId> members() {
        return those(Standing::isMember);
    }

    /** Those for whom this holds, in order of id. */
    public List<AccountId> those(Predicate<Standing> condition) {
        return standings.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an account is the owner, or a manager. */
    public boolean leads(AccountId account) {
        boolean owner = room != null && room.owner().equals(account);
        return standing(account).isMember() && (owner || standing(account).role() == Standing.Role.MANAGER);
    }

    /** How many groups an account that was asked about blocks. */
    public int blocksOf(AccountId account) {
        return blocks.getOrDefault(account, 0);
    }

    /** The same group, being this. */
    public RoomState with(RoomRecord changed) {
        return new RoomState(id, changed, standings, blocks);
    }

    /** The same group, with accounts being this to it. */
    public RoomState with(Map<AccountId, Standing> changed) {
        SortedMap<AccountId, Standing> all = new TreeMap<>(standings);
        all.putAll(changed);
        all.values().removeIf(Standing::isNothing);
        return new RoomState(id, room, all, blocks);
    }

    /** The same group, over. */
    public RoomState ended(long at) {
        return new RoomState(id, room.ended(at), Map.of(), blocks);
    }
}
