package io.rialto.adapter.thrift;

import java.util.List;

/** Several messages in one frame. */
final class TimMessageList {
    static final Shape SHAPE = new Shape("TimMessageList");
    static final Field<Long> ID = SHAPE.optional(1, "id", Scalar.I64);
    static final Field<List<Struct>> MESSAGES =
            SHAPE.optional(2, "messageList", Kind.list(Kind.struct(TimMessage.SHAPE)));

    private TimMessageList() {}
}
