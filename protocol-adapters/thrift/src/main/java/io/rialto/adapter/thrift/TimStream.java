package io.rialto.adapter.thrift;

/** A frame of a virtual room. */
final class TimStream {
    static final Shape SHAPE = new Shape("TimStream");
    static final Field<Long> ID = SHAPE.required(1, "id", Scalar.I64);
    static final Field<String> VNODE = SHAPE.required(2, "VNode", Scalar.TEXT);
    static final Field<Byte> DTYPE = SHAPE.optional(3, "dtype", Scalar.I8);
    static final Field<byte[]> BODY = SHAPE.optional(4, "body", Scalar.BYTES);
    static final Field<String> FROM_NODE = SHAPE.required(5, "fromNode", Scalar.TEXT);

    private TimStream() {}
}
