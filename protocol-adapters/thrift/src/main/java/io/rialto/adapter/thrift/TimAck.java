package io.rialto.adapter.thrift;

/** The answer to most requests. */
final class TimAck {
    static final Shape SHAPE = new Shape("TimAck");
    static final Field<Boolean> OK = SHAPE.required(1, "ok", Scalar.BOOL);
    static final Field<Byte> TIM_TYPE = SHAPE.required(2, "timType", Scalar.I8);
    static final Field<Struct> ERROR = SHAPE.optional(3, "error", Kind.struct(TimError.SHAPE));
    static final Field<Long> T = SHAPE.optional(4, "t", Scalar.I64);
    static final Field<String> N = SHAPE.optional(5, "n", Scalar.TEXT);
    static final Field<Long> T2 = SHAPE.optional(6, "t2", Scalar.I64);
    static final Field<String> N2 = SHAPE.optional(7, "n2", Scalar.TEXT);

    private TimAck() {}

    /** It is done. */
    static Struct ok(int command) {
        return new Struct(SHAPE).with(OK, true).with(TIM_TYPE, (byte) command);
    }

    /** It is not done. */
    static Struct refusal(int command, TimCode code) {
        Struct error =
                new Struct(TimError.SHAPE).with(TimError.CODE, code.number()).with(TimError.INFO, code.text());
        return new Struct(SHAPE).with(OK, false).with(TIM_TYPE, (byte) command).with(ERROR, error);
    }
}
