package io.rialto.share;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Queued;

/**
 * A frame that a share group has to bring to somebody.
 *
 * @param position its place among all of the group
 * @param queued its place in the group's durable queue; null where it is not from there
 */
record Item(long position, String topic, long epoch, Frame frame, Queued queued) {
    /** What it costs besides what it says. */
    static final int OVERHEAD = 128;

    int weight() {
        return OVERHEAD + topic.length() + frame.content().size();
    }
}
