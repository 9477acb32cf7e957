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
        ANSWERS_WAIT(1),
        /** The sign-in is under way. */
        SIGN_IN(2),
        /** Too many requests are unanswered. */
        UNANSWERED(4),
        /** Core takes nothing more for now. */
        CONGESTED(8),
        /** An earlier request must be over first. */
        IN_TURN(16);

        private final int bit;

        Cause(int bit) {
            this.bit = bit;
        }
    }

    private final Channel channel;
    private int causes;

    Reading(Channel channel) {
        this.channel = channel;
    }

    /** Nothing more is read until {@link #resume} for the same cause; what has been read already is the door's. */
    public void pause(Cause cause) {
        causes |= cause.bit;
        channel.config().setAutoRead(false);
    }

    /**
     * As {@link #pause}, for what is over in a moment: costs nothing at the socket unless the client sends more meanwhile, of
     * which the door keeps one read and tells of it by {@link #received}.
     */
    public void hold(Cause cause) {
        causes |= cause.bit;
    }

    /** The door has got bytes of the connection: no more are read where something holds it back. */
    public void received() {
        if (causes != 0) {
            channel.config().setAutoRead(false);
        }
    }

    /** This cause is over. */
    public void resume(Cause cause) {
        int left = causes & ~cause.bit;
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
}
