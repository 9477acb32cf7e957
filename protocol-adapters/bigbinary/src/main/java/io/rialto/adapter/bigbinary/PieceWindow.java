package io.rialto.adapter.bigbinary;

import io.rialto.adapter.OutboundQueue;
import io.rialto.contract.error.ErrorCode;

/**
 * The bytes of pieces that one client has under way: bounded, given back a few at once. Confined to the connection's event
 * loop.
 */
final class PieceWindow {
    private final OutboundQueue queue;
    private final long limit;
    private long underWay;
    private long toGiveBack;

    PieceWindow(OutboundQueue queue, int limit) {
        this.queue = queue;
        this.limit = limit;
    }

    /** A piece came; closes the connection of whoever sends more than the window. */
    void take(int bytes) {
        underWay += bytes;
        if (underWay > limit) {
            throw new ProtocolError(ErrorCode.OVERLOADED, "more than " + limit + " bytes of pieces are under way");
        }
    }

    /** A piece has been handed to all, or goes nowhere. */
    void giveBack(int bytes) {
        toGiveBack += bytes;
        boolean due = toGiveBack == underWay || toGiveBack * 4 >= limit;
        if (due && toGiveBack > 0) {
            int given = (int) toGiveBack;
            underWay -= given;
            toGiveBack = 0;
            queue.write(Wire.frame(Wire.WINDOW, 0, out -> out.writeInt(given)));
        }
    }
}
