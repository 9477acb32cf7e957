package io.rialto.adapter;

import io.netty.channel.Channel;

/**
 * Who holds back the reading from one connection: it goes on when the last one lets go. Confined to the connection's
 * event loop.
 */
public final class Reading {
    /** Why nothing is read for a while. */
    public enum Cause {
        /** Answers wait: who does not read them is not asked for more requests. */
        ANSWERS_WAIT,
        /** The sign-in is under way. */
        SIGN_IN,
        /** Too many requests are unanswered. */
        UNANSWERED
    }

    private final Channel channel;
    private int causes;

    Reading(Channel channel) {
        this.channel = channel;
    }

    /** Nothing more is read until {@link #resume} for the same cause; what has been read already is the door's. */
    public void pause(Cause cause) {
        causes |= bit(cause);
        channel.config().setAutoRead(false);
    }

    /** This cause is over. */
    public void resume(Cause cause) {
        int left = causes & ~bit(cause);
        boolean last = causes != 0 && left == 0;
        causes = left;
        if (last) {
            channel.config().setAutoRead(true);
        }
    }

    /** Whether anything holds it back. */
    public boolean isPaused() {
        return causes != 0;
    }

    private static int bit(Cause cause) {
        return 1 << cause.ordinal();
    }
}
