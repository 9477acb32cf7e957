package io.rialto.cluster.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one peer is to know of this node's leases, with what it has yet to be told. Bounded by the number of leases: a lease
 * that changes while it waits is told once, as it is then. Confined to the directory's loop.
 */
final class Outbox {
    private static final int FRAME_CHARACTERS = 32 * 1024;
    private static final int LEASE_OVERHEAD = 8;

    private final Set<Lease> wanted = new HashSet<>();
    private final Set<Lease> changed = new LinkedHashSet<>();
    private long digest;
    private boolean fromScratch = true;

    /** The peer is to know this lease, or is to forget it. */
    void set(Lease lease, boolean present) {
        if (present ? wanted.add(lease) : wanted.remove(lease)) {
            digest += present ? lease.digest() : -lease.digest();
            changed.add(lease);
        }
    }

    /** The peer is to forget everything, then be told everything. */
    void again() {
        fromScratch = true;
        changed.clear();
        changed.addAll(wanted);
    }

    /** Whether the peer is to forget everything before it is told more. */
    boolean isFromScratch() {
        return fromScratch;
    }

    /** It has been told to forget everything. */
    void begun() {
        fromScratch = false;
    }

    boolean isEmpty() {
        return changed.isEmpty();
    }

    /** The next leases to tell, as many as go into a frame; they stay until they are told. */
    List<Lease> next() {
        List<Lease> next = new ArrayList<>();
        Iterator<Lease> waiting = changed.iterator();
        int characters = 0;
        while (waiting.hasNext() && characters < FRAME_CHARACTERS) {
            Lease lease = waiting.next();
            next.add(lease);
            characters += lease.key().length() + LEASE_OVERHEAD;
        }
        return next;
    }

    /** These have been told. */
    void told(List<Lease> leases) {
        leases.forEach(changed::remove);
    }

    boolean wants(Lease lease) {
        return wanted.contains(lease);
    }

    /** What the peer should have when it has been told everything. */
    long digest() {
        return digest;
    }
}
