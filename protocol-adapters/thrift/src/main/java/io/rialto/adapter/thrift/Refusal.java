package io.rialto.adapter.thrift;

/** A request that this door does not pass on. An outcome, so without a stack trace. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TimCode code;

    Refusal(TimCode code) {
        super(code.text(), null, false, false);
        this.code = code;
    }

    TimCode code() {
        return code;
    }
}
