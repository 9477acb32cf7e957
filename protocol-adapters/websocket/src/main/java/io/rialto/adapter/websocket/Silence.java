package io.rialto.adapter.websocket;

import io.rialto.adapter.Loop;

/**
 * How long a client has let nothing hear: it is asked by a ping, then taken for lost (docs/spec/rooms.md §3.5). Browsers
 * answer pings by themselves, so that a page need not do anything to stay. Confined to the connection's event loop.
 */
final class Silence {
    /** What is to be done about it. */
    enum Verdict {
        FINE,
        ASK,
        LOST
    }

    private final int keepAlive;
    /** When it was heard last, or asked; the low bits of the clock, which tell differences of less than 24 days. */
    private int since = (int) Loop.now();

    private boolean asked;

    /** @param keepAlive milliseconds that a client may be silent before it is asked; half as long it may take to answer */
    Silence(long keepAlive) {
        this.keepAlive = (int) Math.min(Integer.MAX_VALUE, keepAlive);
    }

    /** Looked at once a second; {@code heard} is whether anything came meanwhile, or could not come. */
    Verdict at(long now, boolean heard) {
        int silent = (int) now - since;
        if (heard) {
            begin(now, false);
        } else if (asked && silent > keepAlive / 2) {
            return Verdict.LOST;
        } else if (!asked && silent > keepAlive) {
            begin(now, true);
            return Verdict.ASK;
        }
        return Verdict.FINE;
    }

    private void begin(long now, boolean asking) {
        since = (int) now;
        asked = asking;
    }
}
