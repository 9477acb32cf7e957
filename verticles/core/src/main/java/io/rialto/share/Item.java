package io.rialto.share;

import io.rialto.contract.channel.Frame;

/**
 * A frame that a share group has to bring to somebody.
 *
 * @param position its place among all of the group
 */
record Item(long position, String topic, long epoch, Frame frame) {
    /** What it costs besides what it says. */
    private static final int OVERHEAD = 128;

    int weight() {
        return OVERHEAD + topic.length() + frame.content().size();
    }
}
