package io.rialto.share;

import io.rialto.post.MemberId;

/**
 * A message that a member has from a home that is lost: it stays its own.
 *
 * @param member what the session was there
 * @param ticket the number it was handed under
 * @param done whether it has acknowledged it, which the lost home may not have heard, or told
 */
record Claim(MemberId member, long ticket, String topic, long epoch, long seq, boolean done) {
    Place place() {
        return new Place(topic, epoch, seq);
    }

    /** The same, acknowledged since. */
    Claim settled() {
        return new Claim(member, ticket, topic, epoch, seq, true);
    }
}
