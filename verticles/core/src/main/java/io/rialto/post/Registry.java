package io.rialto.post;

import io.rialto.bus.Seat;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.session.SessionInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    /** The first so many sessions behind a place (null: from the first), in order of it; a moment's picture. */
    public List<SessionInfo> page(OnlinePlace after, int limit) {
        PriorityQueue<SessionInfo> first =
                new PriorityQueue<>(Comparator.comparing(OnlinePlace::of).reversed());
        byAccount.forEach((account, seats) -> {
            if (after == null || account.compareTo(after.account()) >= 0) {
                for (Seat seat : seats) {
                    if (after == null || OnlinePlace.of(seat.info()).compareTo(after) > 0) {
                        first.add(seat.info());
                        if (first.size() > limit) {
                            first.poll();
                        }
                    }
                }
            }
        });
        return first.stream().sorted(Comparator.comparing(OnlinePlace::of)).toList();
    }

    /** Adds a session; a second time changes nothing. */
    public void add(Seat seat) {
        byAccount.compute(seat.info().account(), (account, old) -> with(old == null ? List.of() : old, seat));
    }

    /** Whether it was there. */
    public boolean remove(Seat seat) {
        boolean[] found = new boolean[1];
        byAccount.computeIfPresent(seat.info().account(), (account, old) -> {
            found[0] = old.contains(seat);
            return found[0] ? without(old, seat) : old;
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

    /** Null where nobody else is left, as for most accounts. */
    private static List<Seat> without(List<Seat> seats, Seat gone) {
        List<Seat> rest = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            if (!gone.equals(seat)) {
                rest.add(seat);
            }
        }
        return rest.isEmpty() ? null : List.copyOf(rest);
    }
}
