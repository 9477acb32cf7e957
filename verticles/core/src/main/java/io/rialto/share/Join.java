package io.rialto.share;

import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.id.ShareName;
import io.rialto.post.MemberId;
import java.util.List;

/**
 * A session becomes a member of a share group, or says again that it is one.
 *
 * @param qos the quality of service it was granted
 * @param window how many frames it takes that are not acknowledged
 * @param key what the group's order goes by; null where the member does not say
 * @param durable whether its session outlives its connection: what is published while it has none is kept for the group
 * @param claims what the session has from homes of the group that are lost, and has not acknowledged
 */
record Join(MemberId member, ShareName name, int qos, int window, ShareKey key, boolean durable, List<Claim> claims) {
    Join {
        claims = List.copyOf(claims);
    }

    /** What the session was at another home of the group. */
    Join as(MemberId earlier) {
        return new Join(earlier, name, qos, window, null, durable, List.of());
    }
}
