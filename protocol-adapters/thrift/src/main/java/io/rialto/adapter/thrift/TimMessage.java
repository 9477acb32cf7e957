package io.rialto.adapter.thrift;

import java.util.List;
import java.util.Map;

/** A message. */
final class TimMessage {
    static final Shape SHAPE = new Shape("TimMessage");
    static final Field<Byte> MS_TYPE = SHAPE.required(1, "msType", Scalar.I8);
    static final Field<Byte> OD_TYPE = SHAPE.required(2, "odType", Scalar.I8);
    static final Field<Long> ID = SHAPE.optional(3, "id", Scalar.I64);
    static final Field<Long> MID = SHAPE.optional(4, "mid", Scalar.I64);
    static final Field<Integer> BN_TYPE = SHAPE.optional(5, "bnType", Scalar.I32);
    static final Field<Struct> FROM = SHAPE.optional(6, "fromTid", Kind.struct(Tid.SHAPE));
    static final Field<Struct> TO = SHAPE.optional(7, "toTid", Kind.struct(Tid.SHAPE));
    static final Field<Struct> ROOM = SHAPE.optional(8, "roomTid", Kind.struct(Tid.SHAPE));
    static final Field<byte[]> DATA_BINARY = SHAPE.optional(9, "dataBinary", Scalar.BYTES);
    static final Field<String> DATA_STRING = SHAPE.optional(10, "dataString", Scalar.TEXT);
    static final Field<Boolean> IS_OFFLINE = SHAPE.optional(11, "isOffline", Scalar.BOOL);
    static final Field<Long> TIMESTAMP = SHAPE.optional(12, "timestamp", Scalar.I64);
    static final Field<Short> UDTYPE = SHAPE.optional(13, "udtype", Scalar.I16);
    static final Field<Short> UDSHOW = SHAPE.optional(14, "udshow", Scalar.I16);
    static final Field<Map<String, String>> EXTEND = SHAPE.optional(15, "extend", Kind.map(Scalar.TEXT));
    static final Field<Map<String, byte[]>> EXTRA = SHAPE.optional(16, "extra", Kind.map(Scalar.BYTES));
    static final Field<List<String>> TO_LIST = SHAPE.optional(17, "ToList", Kind.list(Scalar.TEXT));

    private TimMessage() {}
}
