package io.rialto.session;

import io.rialto.bus.Seat;
import io.rialto.contract.id.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The sessions of the accounts whose home is on this node, wherever their connections are. Written by the accounts'
 * shards, read by all. Safe on any thread.
 */
public final class Registry {
    private final Map<AccountId, List<Seat>> byAccount = new ConcurrentHashMap<>();

    /** The sessions of an account, in order of opening; empty where it has none. */
    public List<Seat> of(AccountId account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** The accounts that have sessions; a moment's picture. */
    public Set<AccountId> accounts() {
        return Set.copyOf(byAccount.keySet());
    }

    /** Adds a session; a second time changes nothing. */
    void add(Seat seat) {
        byAccount.compute(seat.info().account(), (account, old) -> with(old == null ? List.of() : old, seat));
    }

    /** Whether it was there. */
    boolean remove(Seat seat) {
        boolean[] found = new boolean[1];
        byAccount.computeIfPresent(seat.info().account(), (account, old) -> {
            List<Seat> rest = without(old, seat::equals);
            found[0] = rest.size() < old.size();
            return rest.isEmpty() ? null : rest;
        });
        return found[0];
    }

    private static List<Seat> with(List<Seat> seats, Seat one) {
        if (seats.contains(one)) {
            return seats;
        }
        List<Seat> more = new ArrayList<>(seats);
        more.add(one);
        return List.copyOf(more);
    }

    private static List<Seat> without(List<Seat> seats, Predicate<Seat> gone) {
        return seats.stream().filter(gone.negate()).toList();
    }
}
