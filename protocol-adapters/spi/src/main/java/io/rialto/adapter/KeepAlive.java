package io.rialto.adapter;

/**
 * Whether a client has been silent for one and a half times its keep-alive (as MQTT 5 §3.1.2.10 wants it), looked at once
 * a second. Confined to the connection's event loop.
 */
public final class KeepAlive {
    private int limitMillis;
    /** The low bits of the clock, which tell differences of less than 24 days. */
    private int lastHeard;

    private boolean heard;

    /** From now on the client must let hear from it; 0 means it need not. */
    public void start(int seconds) {
        limitMillis = (int) Math.min(Integer.MAX_VALUE, seconds * 1500L);
        heard = true;
    }

    /** Something came. */
    public void heard() {
        heard = true;
    }

    /** Whether it has been silent for too long; never while we do not read. */
    public boolean isOver(long now, boolean paused) {
        if (heard || paused) {
            heard = false;
            lastHeard = (int) now;
        }
        return limitMillis > 0 && (int) now - lastHeard > limitMillis;
    }
}
