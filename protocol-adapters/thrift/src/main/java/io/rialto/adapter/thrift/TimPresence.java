package io.rialto.adapter.thrift;

import java.util.List;
import java.util.Map;

/** How an account says it stands. */
final class TimPresence {
    static final Shape SHAPE = new Shape("TimPresence");
    static final Field<Long> ID = SHAPE.optional(1, "id", Scalar.I64);
    static final Field<Boolean> OFFLINE = SHAPE.optional(2, "offline", Scalar.BOOL);
    static final Field<Byte> SUB_STATUS = SHAPE.optional(3, "subStatus", Scalar.I8);
    static final Field<Struct> FROM = SHAPE.optional(4, "fromTid", Kind.struct(Tid.SHAPE));
    static final Field<Struct> TO = SHAPE.optional(5, "toTid", Kind.struct(Tid.SHAPE));
    static final Field<List<String>> TO_LIST = SHAPE.optional(6, "toList", Kind.list(Scalar.TEXT));
    static final Field<Short> SHOW = SHAPE.optional(7, "show", Scalar.I16);
    static final Field<String> STATUS = SHAPE.optional(8, "status", Scalar.TEXT);
    static final Field<Map<String, String>> EXTEND = SHAPE.optional(9, "extend", Kind.map(Scalar.TEXT));
    static final Field<Map<String, byte[]>> EXTRA = SHAPE.optional(10, "extra", Kind.map(Scalar.BYTES));

    private TimPresence() {}
}
