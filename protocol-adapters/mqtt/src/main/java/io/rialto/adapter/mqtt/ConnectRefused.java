package io.rialto.adapter.mqtt;

/** A CONNECT that is refused: with this code of its protocol, or without a word where the code is 0. No stack trace. */
final class ConnectRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Protocol protocol;
    private final int code;

    ConnectRefused(Protocol protocol, int code) {
        super("refused with code " + code, null, false, false);
        this.protocol = protocol;
        this.code = code;
    }

    Protocol protocol() {
        return protocol;
    }

    int code() {
        return code;
    }
}
