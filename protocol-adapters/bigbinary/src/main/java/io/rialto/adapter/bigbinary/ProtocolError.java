package io.rialto.adapter.bigbinary;

import io.rialto.contract.error.ErrorCode;

/** A client broke the protocol: it is told why, then its connection is closed. */
final class ProtocolError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    ProtocolError(ErrorCode code, String what) {
        super(what, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
