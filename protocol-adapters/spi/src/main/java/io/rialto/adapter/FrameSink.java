package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;

/** The way of frames out of a connection. Confined to its event loop. */
public interface FrameSink {
    /** Sends a run in its shared encoding, as long as there is room. */
    void offer(Run run, ByteBuf shared);

    /** Frames do not come, behind those that were offered before: tells it where the door can. */
    void missed(Gap gap);
}
