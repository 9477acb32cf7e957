package io.rialto.session;

import io.rialto.contract.id.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The epochs of accounts that have begun a short while ago: whoever proved in an earlier one who it is, and is still on its
 * way in, is turned away. Bounded. Confined to its shard.
 */
final class Epochs {
    /** Nobody is on its way in for longer. */
    static final long MEMORY_MILLIS = 10 * 60_000;

    private static final int MAX = 100_000;

    private record Begun(long epoch, long at) {}

    private final Map<AccountId, Begun> byAccount = new LinkedHashMap<>(0) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Begun> eldest) {
            return size() > MAX;
        }
    };

    /** One begins, now (milliseconds). */
    void begin(AccountId account, long epoch, long now) {
        Begun known = byAccount.remove(account);
        byAccount.put(account, new Begun(known == null ? epoch : Math.max(epoch, known.epoch()), now));
    }

    /** Whether that epoch is known to be over. */
    boolean isOver(AccountId account, long epoch) {
        Begun begun = byAccount.get(account);
        return begun != null && epoch < begun.epoch();
    }

    /** Forgets what began too long ago. */
    void sweep(long now) {
        byAccount.values().removeIf(begun -> now - begun.at() > MEMORY_MILLIS);
    }
}
