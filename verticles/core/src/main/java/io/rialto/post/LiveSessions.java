package io.rialto.post;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sessions of this node by account: who must be woken for a message. Written by the accounts' shards, read by all.
 * Safe on any thread.
 */
public final class LiveSessions {
    private final Map<AccountId, List<LocalSeat>> byAccount = new ConcurrentHashMap<>();
    private final Map<SessionId, LocalSeat> byId = new ConcurrentHashMap<>();

    /** The sessions of an account on this node, in order of opening; empty where it has none. */
    public List<LocalSeat> of(AccountId account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** All sessions of this node; a moment's picture. */
    public List<LocalSeat> all() {
        List<LocalSeat> all = new ArrayList<>();
        byAccount.values().forEach(all::addAll);
        return all;
    }

    /** The session with this number; null where there is none on this node. */
    public LocalSeat byId(SessionId id) {
        return byId.get(id);
    }

    /** Does something with the session of this number, where it is on this node. */
    public void with(SessionId id, Consumer<LocalSeat> what) {
        LocalSeat session = byId.get(id);
        if (session != null) {
            what.accept(session);
        }
    }

    /** It is here from now on. */
    public void add(LocalSeat session) {
        byId.put(session.info().id(), session);
        byAccount.compute(session.info().account(), (account, old) -> {
            List<LocalSeat> sessions = new ArrayList<>(old == null ? List.of() : old);
            sessions.add(session);
            return List.copyOf(sessions);
        });
    }

    /** Whether it was there. */
    public boolean remove(LocalSeat session) {
        byId.remove(session.info().id());
        boolean[] found = new boolean[1];
        byAccount.computeIfPresent(session.info().account(), (account, old) -> {
            found[0] = old.contains(session);
            return found[0] ? without(session, old) : old;
        });
        return found[0];
    }

    /** Null where nobody else is left, as for most accounts. */
    private static List<LocalSeat> without(LocalSeat session, List<LocalSeat> old) {
        List<LocalSeat> rest = new ArrayList<>(old.size());
        for (LocalSeat other : old) {
            if (!other.equals(session)) {
                rest.add(other);
            }
        }
        return rest.isEmpty() ? null : List.copyOf(rest);
    }
}
