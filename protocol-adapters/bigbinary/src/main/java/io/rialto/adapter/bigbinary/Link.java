package io.rialto.adapter.bigbinary;

import io.rialto.adapter.CommandGate;
import io.rialto.adapter.FrameQueue;
import io.rialto.adapter.OutboundQueue;

/** What the parts of one signed-in connection share: the way in, the ways out, the answers. */
record Link(BigBinaryDoor door, CommandGate gate, OutboundQueue queue, FrameQueue frames, Answers answers) {
    /** The number of its session, as frames carry it. */
    long session() {
        return gate.session().info().id().value();
    }
}
