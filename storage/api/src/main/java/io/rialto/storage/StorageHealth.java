package io.rialto.storage;

import java.util.Optional;

/** Whether the store can take writes now. Safe on any thread. */
public interface StorageHealth {
    /** What is wrong, in a sentence for the person on call; empty while all is well. */
    Optional<String> problem();

    /** Commits that were synced to disk since the start: what proves that an acknowledgement meant something. */
    long commits();

    /**
     * Reads that memory could have answered, had the store said in time how far it reaches: its tables had to. 0 where memory
     * needs not ask.
     */
    default long fallbacks() {
        return 0;
    }
}
