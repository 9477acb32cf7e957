package io.rialto.adapter.web;

/** The close codes that doors send (RFC 6455 §7.4.1; 4000 and above are ours). */
public final class CloseCode {
    /** Done. */
    public static final int NORMAL = 1000;
    /** The server goes away. */
    public static final int GOING_AWAY = 1001;
    /** The frames break the rules. */
    public static final int PROTOCOL_ERROR = 1002;
    /** This sort of message is not spoken here. */
    public static final int UNSUPPORTED_DATA = 1003;
    /** The client does not keep to what was agreed. */
    public static final int POLICY = 1008;
    /** The message is too large. */
    public static final int TOO_BIG = 1009;
    /** A defect of ours. */
    public static final int DEFECT = 1011;
    /** Another session took the place. */
    public static final int KICKED = 4001;
    /** The client takes nothing. */
    public static final int TOO_SLOW = 4008;

    private CloseCode() {}
}
