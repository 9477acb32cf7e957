package io.rialto.adapter.thrift;

/** Why something was not done. */
final class TimError {
    static final Shape SHAPE = new Shape("TimError");
    static final Field<Integer> CODE = SHAPE.optional(1, "code", Scalar.I32);
    static final Field<String> INFO = SHAPE.optional(2, "info", Scalar.TEXT);

    private TimError() {}
}
