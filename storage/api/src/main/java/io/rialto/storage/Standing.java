package io.rialto.storage;

/**
 * What an account is to a group. A member has not applied, is not banned, has not blocked the group.
 *
 * @param role what it may do as a member; null where it is none
 * @param applied whether it waits to be let in
 * @param banned whether the group does not let it in any more
 * @param blocked whether it does not want to be taken in any more
 * @param since milliseconds since 1970: since when it is a member, or has applied
 */
public record Standing(Role role, boolean applied, boolean banned, boolean blocked, long since) {
    /** Nothing to each other. */
    public static final Standing NONE = new Standing(null, false, false, false, 0);

    /** What a member may do; the owner is a member whom the group's record names. */
    public enum Role {
        MEMBER,
        MANAGER
    }

    /** A member since then. */
    public static Standing member(Role role, long since) {
        return new Standing(role, false, false, false, since);
    }

    /** Whether it is a member. */
    public boolean isMember() {
        return role != null;
    }

    /** The same with or without an application. */
    public Standing applied(boolean yes, long at) {
        return new Standing(role, yes, banned, blocked, yes ? at : since);
    }

    /** The same, banned or not. */
    public Standing banned(boolean yes) {
        return new Standing(role, applied, yes, blocked, since);
    }

    /** The same, blocking the group or not. */
    public Standing blocked(boolean yes) {
        return new Standing(role, applied, banned, yes, since);
    }

    /** The same, no member. */
    public Standing out() {
        return new Standing(null, applied, banned, blocked, since);
    }

    /** Whether there is nothing worth keeping. */
    public boolean isNothing() {
        return role == null && !applied && !banned && !blocked;
    }
}
