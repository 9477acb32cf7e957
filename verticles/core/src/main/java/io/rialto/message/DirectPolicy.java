package io.rialto.message;

/** Who may write to whom in direct rooms (decisions 19); whoever is blocked may not in any case. */
public enum DirectPolicy {
    /** Every account to every other. */
    ANYONE,
    /** Friends to one another. */
    FRIENDS
}
