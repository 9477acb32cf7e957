package io.rialto.session;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;

/**
 * The sessions of this node by account: who must be woken for a message. Written by the accounts' shards, read by all.
 * Safe on any thread.
 */
public final class LiveSessions {
    /** One account's; written under its key's lock in the map, read by all. */
    private static final class Entry {
        private static final AtomicLongFieldUpdater<Entry> LAST_STAMP =
                AtomicLongFieldUpdater.newUpdater(Entry.class, "lastStamp");

        private volatile List<ConnectedSession> sessions = List.of();
        private volatile long lastStamp;

        long stamp(long now) {
            return LAST_STAMP.updateAndGet(this, last -> Math.max(last + 1, now));
        }

        void add(ConnectedSession session) {
            List<ConnectedSession> more = new ArrayList<>(sessions);
            more.add(session);
            sessions = List.copyOf(more);
        }

        /** Whether it was there. */
        boolean remove(ConnectedSession session) {
            List<ConnectedSession> before = sessions;
            sessions = before.stream().filter(other -> !other.equals(session)).toList();
            return sessions.size() < before.size();
        }
    }

    private final Map<AccountId, Entry> byAccount = new ConcurrentHashMap<>();
    private final Map<SessionId, ConnectedSession> byId = new ConcurrentHashMap<>();

    /** The sessions of an account on this node, in order of opening; empty where it has none. */
    public List<ConnectedSession> of(AccountId account) {
        Entry entry = byAccount.get(account);
        return entry == null ? List.of() : entry.sessions;
    }

    /** A time for what an account sends now, in milliseconds since 1970; strictly rising while it has a session. */
    public long stamp(AccountId account) {
        long now = System.currentTimeMillis();
        Entry entry = byAccount.get(account);
        return entry == null ? now : entry.stamp(now);
    }

    /** All sessions of this node; a moment's picture. */
    public List<ConnectedSession> all() {
        List<ConnectedSession> all = new ArrayList<>();
        byAccount.values().forEach(entry -> all.addAll(entry.sessions));
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
            Entry entry = old == null ? new Entry() : old;
            entry.add(session);
            return entry;
        });
    }

    /** Whether it was there. */
    boolean remove(ConnectedSession session) {
        byId.remove(session.info().id());
        boolean[] found = new boolean[1];
        byAccount.computeIfPresent(session.info().account(), (account, old) -> {
            found[0] = old.remove(session);
            return old.sessions.isEmpty() ? null : old;
        });
        return found[0];
    }
}
