package io.rialto.contract.error;

import java.util.Locale;

/** The numbered outcomes a caller can be told, the same on every door (rooms.md §2.6). */
public enum ErrorCode {
    BAD_REQUEST(1001, ErrorKind.MALFORMED),
    TOO_LARGE(1002, ErrorKind.MALFORMED),
    UNSUPPORTED(1003, ErrorKind.MALFORMED),
    RATE_LIMITED(1004, ErrorKind.OVERLOADED),
    OVERLOADED(1005, ErrorKind.OVERLOADED),
    TIMEOUT(1006, ErrorKind.UNAVAILABLE),
    /** The store cannot take or give data now: disk full, a failed write, the database away. */
    STORE_UNAVAILABLE(1007, ErrorKind.UNAVAILABLE),
    INTERNAL(1008, ErrorKind.INTERNAL),
    UNAUTHENTICATED(1101, ErrorKind.UNAUTHENTICATED),
    TOKEN_EXPIRED(1102, ErrorKind.UNAUTHENTICATED),
    FORBIDDEN(1103, ErrorKind.DENIED),
    KICKED(1104, ErrorKind.UNAUTHENTICATED),
    /** The receiver's block list refuses it. */
    BLOCKED(1105, ErrorKind.DENIED),
    NOT_FOUND(1201, ErrorKind.NOT_FOUND),
    ALREADY(1202, ErrorKind.CONFLICT),
    NOT_MEMBER(1203, ErrorKind.DENIED),
    LIMIT_REACHED(1204, ErrorKind.OVERLOADED),
    MUTED(1206, ErrorKind.DENIED),
    /** The group has ended. */
    GONE(1208, ErrorKind.NOT_FOUND),
    /** The content of the message was taken away. */
    RECALLED(1501, ErrorKind.NOT_FOUND),
    /** It is too late to recall the message. */
    WINDOW_PASSED(1502, ErrorKind.CONFLICT),
    GAP(1801, ErrorKind.CONFLICT);

    private final int number;
    private final ErrorKind kind;

    ErrorCode(int number, ErrorKind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** The number that crosses wires. */
    public int number() {
        return number;
    }

    /** The kind that doors map to their own codes. */
    public ErrorKind kind() {
        return kind;
    }

    /** The name as it stands on JSON wires: {@code bad_request}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
