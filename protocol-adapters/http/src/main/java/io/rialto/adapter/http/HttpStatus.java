package io.rialto.adapter.http;

import io.rialto.contract.error.ErrorCode;

/** The HTTP status of every outcome (rooms.md §2.6); the one place where codes become statuses. */
final class HttpStatus {
    private HttpStatus() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED, TOKEN_EXPIRED -> 401;
            case FORBIDDEN, BLOCKED, MUTED -> 403;
            case NOT_FOUND -> 404;
            case KICKED, ALREADY, NOT_MEMBER, LIMIT_REACHED, WINDOW_PASSED -> 409;
            case GONE, RECALLED, GAP -> 410;
            case TOO_LARGE -> 413;
            case RATE_LIMITED -> 429;
            case INTERNAL -> 500;
            case UNSUPPORTED -> 501;
            case OVERLOADED, STORE_UNAVAILABLE -> 503;
            case TIMEOUT -> 504;
        };
    }
}
