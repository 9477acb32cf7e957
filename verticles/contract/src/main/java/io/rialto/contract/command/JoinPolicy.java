package io.rialto.contract.command;

/** Who may become a member of a group. */
public enum JoinPolicy {
    /** Whoever asks; every member takes others in. */
    OPEN,
    /** Whoever asks, when whoever leads the group agrees. */
    APPROVAL,
    /** Whom those who lead the group take in; strangers are not told whether it exists. */
    INVITE
}
