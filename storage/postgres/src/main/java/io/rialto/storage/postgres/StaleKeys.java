package io.rialto.storage.postgres;

/** Keys that were remembered are not in the database any more: it was replaced by an older state of itself. */
final class StaleKeys extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleKeys() {
        super("heads are missing: the database was replaced", null, false, false);
    }
}
