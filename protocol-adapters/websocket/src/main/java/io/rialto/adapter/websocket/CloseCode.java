package io.rialto.adapter.websocket;

/** The close codes this door sends (RFC 6455 §7.4.1; 4000 and above are ours). */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED_DATA = 1003;
    static final int POLICY = 1008;
    static final int TOO_BIG = 1009;
    static final int DEFECT = 1011;
    static final int KICKED = 4001;
    static final int TOO_SLOW = 4008;

    private CloseCode() {}
}
