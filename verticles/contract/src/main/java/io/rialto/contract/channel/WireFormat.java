package io.rialto.contract.channel;

import io.netty.buffer.ByteBuf;

/** How a run looks on one wire, the same for all its subscribers there. Instances are constants, safe on any thread. */
@FunctionalInterface
public interface WireFormat {
    /** The whole run in one flat direct buffer, which the caller owns. Frames past their expiry are left out. */
    ByteBuf encode(Run run);
}
