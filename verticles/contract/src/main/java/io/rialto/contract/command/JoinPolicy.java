package io.rialto.contract.command;

/** Who may become a member of a group. */
public enum JoinPolicy {
    /** Whoever asks. */
    OPEN,
    /** Whom the owner adds. */
    INVITE
}
