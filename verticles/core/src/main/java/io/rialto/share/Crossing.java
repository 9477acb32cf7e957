package io.rialto.share;

import io.rialto.contract.channel.Frame;

/**
 * A share group while its homes change: it stands without members for a moment, the same frame may come two ways. Confined
 * to its shard.
 */
final class Crossing {
    /** How long a group stands without members while it moves. */
    private static final long HOLD_MILLIS = 5000;
    /** How long what comes two ways may come after each other. */
    private static final long RECENT_MILLIS = 10_000;

    private final ShareLimits limits;
    /** What may come from an earlier home as well; null where nothing may. */
    private Recent recent;

    private long recentUntil;
    private long heldUntil;

    Crossing(ShareLimits limits) {
        this.limits = limits;
    }

    /** From now on the same frame may come from another home as well. */
    void expectTwice() {
        recentUntil = System.currentTimeMillis() + RECENT_MILLIS;
        if (recent == null) {
            recent = new Recent(limits.messages());
        }
    }

    /** Whether a frame has not come the other way before. */
    boolean isNew(String topic, long epoch, Frame frame) {
        return recent == null || recent.isNew(topic, epoch, frame);
    }

    /** Whether nothing comes two ways any more, as far as time tells: nothing is remembered for that then. */
    boolean endsWhenDue() {
        if (System.currentTimeMillis() < recentUntil) {
            return false;
        }
        recent = null;
        return true;
    }

    /** Members may be on their way. */
    void hold() {
        heldUntil = System.currentTimeMillis() + HOLD_MILLIS;
    }

    /** Whether they still may. */
    boolean isHeld() {
        return System.currentTimeMillis() < heldUntil;
    }
}
