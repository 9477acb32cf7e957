package io.rialto.session;

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
    private final Map<AccountId, List<ConnectedSession>> byAccount = new ConcurrentHashMap<>();
    private final Map<SessionId, ConnectedSession> byId = new ConcurrentHashMap<>();

    /** The sessions of an account on this node, in order of opening; empty where it has none. */
    public List<ConnectedSession> of(AccountId account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** All sessions of this node; a moment's picture. */
    public List<ConnectedSession> all() {
        List<ConnectedSession> all = new ArrayList<>();
        byAccount.values().forEach(all::addAll);
        return all;
    }

    /** The session with this number; null where there is none on this node. */
    public ConnectedSession byId(SessionId id) {
        return byId.get(id);
    }

    /** Does something with the session of this number, where it is on this node. */
    public void with(SessionId id, Consumer<ConnectedSession> what) {
        ConnectedSession session = byId.get(id);
        if (session != null) {
            what.accept(session);
        }
    }

    void add(ConnectedSession session) {
        byId.put(session.info().id(), session);
        byAccount.compute(session.info().account(), (account, old) -> {
            List<ConnectedSession> sessions = new ArrayList<>(old == null ? List.of() : old);
            sessions.add(session);
            return List.copyOf(sessions);
        });
    }

    /** Whether it was there. */
    boolean remove(ConnectedSession session) {
        byId.remove(session.info().id());
        boolean[] found = new boolean[1];
        byAccount.computeIfPresent(session.info().account(), (account, old) -> {
            found[0] = old.contains(session);
            return found[0] ? without(session, old) : old;
        });
        return found[0];
    }

    /** Null where nobody else is left, as for most accounts. */
    private static List<ConnectedSession> without(ConnectedSession session, List<ConnectedSession> old) {
        List<ConnectedSession> rest = new ArrayList<>(old.size());
        for (ConnectedSession other : old) {
            if (!other.equals(session)) {
                rest.add(other);
            }
        }
        return rest.isEmpty() ? null : List.copyOf(rest);
    }
}
