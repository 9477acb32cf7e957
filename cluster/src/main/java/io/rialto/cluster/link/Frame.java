package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;

/** One frame on its way, with who it is for on its node. The batch it is in owns its bytes. */
record Frame(int service, ByteBuf bytes) {
    /** What a frame costs beside its bytes, so that empty frames cannot be sent without bound. */
    static final int OVERHEAD = 16;

    /** What it takes of the window. */
    long cost() {
        return bytes.readableBytes() + (long) OVERHEAD;
    }
}
