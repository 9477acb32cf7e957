package io.rialto.share;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which member of an ordered group gets the messages of a key: the same as long as it is there. A new key goes to whom a
 * hash of both names, which another home would choose too. Of more keys than it may know the longest unused are forgotten.
 * Confined to its shard.
 */
final class Keys {
    private final Map<String, Taker> known;

    Keys(int limit) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Taker> eldest) {
                return size() > limit;
            }
        };
    }

    /** The member of a key, among these, at least one. */
    Taker of(String key, List<Taker> members) {
        return known.computeIfAbsent(key, any -> choose(key, members));
    }

    /** The member is gone. */
    void forget(Taker member) {
        known.values().removeIf(one -> one == member);
    }

    private static Taker choose(String key, List<Taker> members) {
        Taker best = null;
        long most = 0;
        for (Taker member : members) {
            long weight = mix(key.hashCode()
                    ^ mix(member.id().session().value())
                    ^ member.id().number());
            if (best == null || weight > most) {
                best = member;
                most = weight;
            }
        }
        return best;
    }

    /** After the finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
