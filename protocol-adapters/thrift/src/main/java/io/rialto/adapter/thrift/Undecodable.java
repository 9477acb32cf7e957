package io.rialto.adapter.thrift;

/** The bytes of a client hold no such struct, within the limits. An outcome, so without a stack trace. */
final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undecodable(String reason) {
        super(reason, null, false, false);
    }
}
