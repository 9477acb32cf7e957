package io.rialto.adapter.mqtt;

/** A packet that the connection does not survive; carries the reason code to close it with, no stack trace. */
final class MalformedPacket extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int reason;

    MalformedPacket(int reason, String what) {
        super(what, null, false, false);
        this.reason = reason;
    }

    int reason() {
        return reason;
    }
}
