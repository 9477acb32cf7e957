package io.rialto.contract.command;

/**
 * How a session is fed from its inbox.
 *
 * @param handshake true: the client speaks rooms.md §3.4 (notices, pulls); false: the server drives with a window
 * @param window how many unacknowledged items may be under way when the server drives, 1–64
 */
public record InboxMode(boolean handshake, int window) {
    /** The client pulls, acknowledges contiguously. */
    public static final InboxMode HANDSHAKE = new InboxMode(true, 1);

    /** The server drives, at most {@code window} items unacknowledged. */
    public static InboxMode window(int window) {
        return new InboxMode(false, Math.max(1, Math.min(64, window)));
    }
}
