package io.rialto.share;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a session tells the home that a group has now of what it has from lost ones: as much as a link takes as one word,
 * however long the topics are. What it does not name goes to others, unless it went out with QoS 2.
 */
final class Claims {
    private static final int MAX_BYTES = 1 << 20;
    private static final int OVERHEAD = 64;

    private Claims() {}

    /** Those of these memberships: what is not acknowledged first, then what was last. */
    static List<Claim> of(Collection<Membership> lost) {
        List<Claim> all = new ArrayList<>();
        lost.forEach(one -> all.addAll(one.claims()));
        all.sort(Comparator.comparing(Claim::done));
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            bytes += OVERHEAD + all.get(i).topic().length();
            if (bytes > MAX_BYTES) {
                return all.subList(0, i);
            }
        }
        return all;
    }
}
