package io.rialto.adapter.thrift;

import java.util.List;
import java.util.Map;

/** Nodes, or what is known of them. */
final class TimNodes {
    static final Shape SHAPE = new Shape("TimNodes");
    static final Field<Integer> NTYPE = SHAPE.required(1, "ntype", Scalar.I32);
    static final Field<List<String>> NODE_LIST = SHAPE.optional(2, "nodelist", Kind.list(Scalar.TEXT));
    static final Field<Map<String, Struct>> USERS =
            SHAPE.optional(3, "usermap", Kind.map(Kind.struct(TimUserBean.SHAPE)));
    static final Field<Map<String, Struct>> ROOMS =
            SHAPE.optional(4, "roommap", Kind.map(Kind.struct(TimRoomBean.SHAPE)));
    static final Field<String> NODE = SHAPE.optional(5, "node", Scalar.TEXT);

    private TimNodes() {}
}
