package io.rialto.session;

import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.id.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sessions of one shard that want in and were not answered yet. Whoever asked for one may give up meanwhile: it is
 * not let in then, since nobody would ever take it out. Confined to its shard.
 */
final class Newcomers {
    private final Set<Seat> asking = new HashSet<>();
    /** Accounts with newcomers that wait for rivals to go: when the last session leaves now, the account stays online. */
    private final Map<AccountId, Integer> waiting = new HashMap<>();

    /** It wants in. */
    void asks(Seat seat) {
        asking.add(seat);
    }

    /** Whether somebody waits for its answer still. */
    boolean isAwaited(Seat seat) {
        return asking.contains(seat);
    }

    /** It was answered, or nobody waits for that any more. */
    void forget(Seat seat) {
        asking.remove(seat);
    }

    /** Nobody there waits for an answer any more. */
    void nodeGone(NodeId node) {
        asking.removeIf(
                seat -> seat instanceof RemoteSeat remote && remote.node().equals(node));
    }

    /** One of this account waits for rivals to go. */
    void waits(AccountId account) {
        waiting.merge(account, 1, Integer::sum);
    }

    /** One of this account has waited for rivals to go. */
    void hasWaited(AccountId account) {
        waiting.computeIfPresent(account, (any, count) -> count == 1 ? null : count - 1);
    }

    /** Whether anyone of this account waits for rivals to go. */
    boolean anyWaits(AccountId account) {
        return waiting.containsKey(account);
    }
}
