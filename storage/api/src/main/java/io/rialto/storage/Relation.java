package io.rialto.storage;

/**
 * What two accounts are to each other, seen from one of them, the owner.
 *
 * @param mine what the other one is to the owner
 * @param since when that began, in milliseconds since 1970; 0 where it never was anything else than none
 * @param theirs what the owner is to the other one
 * @param theirSince when that began, likewise
 */
public record Relation(Half mine, long since, Half theirs, long theirSince) {
    /** Two who have nothing to do with each other. */
    public static final Relation NOTHING = new Relation(Half.NONE, 0, Half.NONE, 0);

    /** What one account is to another. */
    public enum Half {
        NONE,
        ADDED,
        BLOCKED
    }

    /** Whether each has added the other. */
    public boolean friends() {
        return mine == Half.ADDED && theirs == Half.ADDED;
    }
}
