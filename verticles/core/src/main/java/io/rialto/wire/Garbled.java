package io.rialto.wire;

/** Bytes of another node are not what they should be: a defect, or another version. Carries no stack. */
public final class Garbled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was found. */
    public Garbled(String what) {
        super(what, null, false, false);
    }
}
