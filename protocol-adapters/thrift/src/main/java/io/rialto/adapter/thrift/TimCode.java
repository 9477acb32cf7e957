package io.rialto.adapter.thrift;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;

/** The numbers of failures on this wire (tim-protocol.md §4.2), and which of our codes each stands for. */
enum TimCode {
    EXISTS(4101, "has exist"),
    NO_PASS(4102, "no pass"),
    EXPIRED(4103, "expire operate"),
    PARAMETER(4104, "parameter incorrect"),
    DENIED(4105, "permission denied"),
    ACCOUNT(4106, "account incorrect"),
    /** This door does not offer it. */
    INTERFACE(4107, "interface incorrect"),
    CANCELLED(4108, "must not be a cancle object"),
    NO_SUCH_OBJECT(4109, "must not be a no exist object"),
    BLOCKED(4110, "blocked object"),
    TOO_MANY_TERMINALS(4111, "over entry"),
    MODIFY_PASSWORD(4112, "modify password failed"),
    FORMAT(4113, "format error"),
    BIG_DATA(4114, "big data error"),
    TOKEN(4115, "error token"),
    PING_COUNT(4116, "error ping count"),
    REPEATED(4117, "error repetitive operation"),
    UNDEFINED(5101, "undefined error"),
    DATABASE(5103, "database error"),
    OVERLOADED(5104, "heavy server load"),
    /** More requests per second than this connection may make. */
    TOO_OFTEN(5105, "freq out of limit");

    private final int number;
    private final String text;

    TimCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /** The number of a failure of core. */
    static TimCode of(Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        return switch (code) {
            case WINDOW_PASSED -> EXPIRED;
            case RATE_LIMITED -> TOO_OFTEN;
            default -> of(code.kind());
        };
    }

    private static TimCode of(ErrorKind kind) {
        return switch (kind) {
            case MALFORMED -> PARAMETER;
            case UNAUTHENTICATED, DENIED -> DENIED;
            case NOT_FOUND -> ACCOUNT;
            case CONFLICT -> EXISTS;
            case OVERLOADED -> OVERLOADED;
            case UNAVAILABLE -> DATABASE;
            case INTERNAL -> UNDEFINED;
        };
    }
}
