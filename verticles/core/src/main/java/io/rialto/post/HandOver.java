package io.rialto.post;

import io.rialto.cluster.Home;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.ShareName;

/**
 * Frames on their way from a share group to a member.
 *
 * @param from the group's home
 * @param round of the member: what it had not taken by the end of a round it gives back
 * @param first the ticket of the first frame, the others follow one by one; 0 where all are delivered with QoS 0
 */
public record HandOver(MemberId member, ShareName name, Home from, int round, long first, Run run) {
    /** The ticket of the last frame. */
    public long last() {
        return first + run.frames().size() - 1;
    }
}
