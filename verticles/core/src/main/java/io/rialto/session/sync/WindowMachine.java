package io.rialto.session.sync;

/**
 * Feeds a device that does not speak the handshake (rooms.md §3.4, last paragraph; decisions 17), a pure function: items
 * go out in order while fewer than the window are unacknowledged, acknowledgements come in any order and fold into the
 * contiguous cursor. It needs no clock: nothing is sent twice on one connection, a reconnect begins at the cursor.
 *
 * <p>An acknowledgement of what is not under way (a second one, one from the future) changes nothing.
 */
public final class WindowMachine {
    /** A machine; one serves any number of sessions. */
    public WindowMachine() {}

    /** The answer to an event. */
    public Transition<WindowState, WindowEffect> next(WindowState state, WindowEvent event) {
        return event.accept(new WindowStep(state));
    }
}
