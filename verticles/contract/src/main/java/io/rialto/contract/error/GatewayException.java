package io.rialto.contract.error;

import java.util.Objects;

/** A failure with a code, for failed futures; carries no stack trace since it is an outcome, not a defect. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** A failure with the sentence that the caller will read: what was wrong, what was expected. */
    public GatewayException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** The code of this failure. */
    public ErrorCode code() {
        return code;
    }

    /** The code of any failure: its own where it has one, else INTERNAL. */
    public static ErrorCode codeOf(Throwable failure) {
        return failure instanceof GatewayException known ? known.code() : ErrorCode.INTERNAL;
    }
}
