package io.rialto.bench.client;

/** The load could not be put on the server. */
public final class LoadFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a reason for people. */
    public LoadFailure(String message) {
        super(message);
    }
}
