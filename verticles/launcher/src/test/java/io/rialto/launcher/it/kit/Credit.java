package io.rialto.launcher.it.kit;

/** How many bytes may be under way; whoever wants to send waits for it. Safe on any thread. */
final class Credit {
    private long bytes;
    private boolean over;

    /** Takes so many, waiting until they are there. */
    synchronized void take(int wanted) {
        long deadline = System.nanoTime() + Wait.LIMIT.toNanos();
        try {
            while (bytes < wanted) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0 || over) {
                    throw new AssertionError("no window to publish in: " + bytes + " bytes, over: " + over);
                }
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        bytes -= wanted;
    }

    /** So many more. */
    synchronized void grow(long more) {
        bytes += more;
        notifyAll();
    }

    /** There will be no more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }
}
