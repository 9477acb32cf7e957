package io.rialto.post;

import io.rialto.contract.id.SessionId;

/**
 * One member of a share group.
 *
 * @param number tells apart what a session was a member of one after the other
 */
public record MemberId(SessionId session, long number) {}
