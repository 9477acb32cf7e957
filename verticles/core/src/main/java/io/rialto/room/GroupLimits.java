package io.rialto.room;

/**
 * How much there may be of a group.
 *
 * @param maxMembers members of one group
 * @param maxManagers members of one group who lead it beside the owner
 * @param maxApplicants applications to one group that nobody has decided
 * @param maxBanned accounts banned from one group
 * @param maxBlocked groups blocked by one account
 * @param maxText characters of what is said with an application, or its refusal
 */
public record GroupLimits(
        int maxMembers, int maxManagers, int maxApplicants, int maxBanned, int maxBlocked, int maxText) {}
