package io.rialto.adapter.thrift;

import java.util.List;
import java.util.Map;

/** What a group is. */
final class TimRoomBean {
    static final Shape SHAPE = new Shape("TimRoomBean");
    static final Field<String> FOUNDER = SHAPE.optional(1, "founder", Scalar.TEXT);
    static final Field<List<String>> MANAGERS = SHAPE.optional(2, "managers", Kind.list(Scalar.TEXT));
    static final Field<String> COVER = SHAPE.optional(3, "cover", Scalar.TEXT);
    static final Field<String> TOPIC = SHAPE.optional(4, "topic", Scalar.TEXT);
    static final Field<String> LABEL = SHAPE.optional(5, "label", Scalar.TEXT);
    static final Field<Byte> GTYPE = SHAPE.optional(6, "gtype", Scalar.I8);
    static final Field<Long> KIND = SHAPE.optional(7, "kind", Scalar.I64);
    static final Field<Long> CREATE_TIME = SHAPE.optional(8, "createtime", Scalar.I64);
    static final Field<Map<String, String>> EXTEND = SHAPE.optional(9, "extend", Kind.map(Scalar.TEXT));
    static final Field<Map<String, byte[]>> EXTRA = SHAPE.optional(10, "extra", Kind.map(Scalar.BYTES));

    private TimRoomBean() {}
}
