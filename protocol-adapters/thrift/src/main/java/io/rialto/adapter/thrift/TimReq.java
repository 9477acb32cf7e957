package io.rialto.adapter.thrift;

/** A request whose fields mean something else for each command. */
final class TimReq {
    static final Shape SHAPE = new Shape("TimReq");
    static final Field<Integer> RTYPE = SHAPE.optional(1, "rtype", Scalar.I32);
    static final Field<String> NODE = SHAPE.optional(2, "node", Scalar.TEXT);
    static final Field<String> NODE2 = SHAPE.optional(3, "node2", Scalar.TEXT);
    static final Field<Long> REQ_INT = SHAPE.optional(4, "reqInt", Scalar.I64);
    static final Field<Long> REQ_INT2 = SHAPE.optional(5, "reqInt2", Scalar.I64);
    static final Field<String> REQ_STR = SHAPE.optional(6, "reqStr", Scalar.TEXT);
    static final Field<String> REQ_STR2 = SHAPE.optional(7, "reqStr2", Scalar.TEXT);

    private TimReq() {}
}
