package io.rialto.contract.command;

/** What became of an application to a group. */
public enum Admission {
    /** The account is a member. */
    JOINED,
    /** Whoever leads the group has been told, and decides. */
    PENDING
}
