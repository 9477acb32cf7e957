package io.rialto.adapter.thrift;

import java.util.Map;

/** Names an account, with the terminal it is on; or a room. */
final class Tid {
    static final Shape SHAPE = new Shape("Tid");
    static final Field<String> NODE = SHAPE.required(1, "node", Scalar.TEXT);
    static final Field<String> DOMAIN = SHAPE.optional(2, "domain", Scalar.TEXT);
    static final Field<String> RESOURCE = SHAPE.optional(3, "resource", Scalar.TEXT);
    static final Field<Byte> TERMTYP = SHAPE.optional(4, "termtyp", Scalar.I8);
    static final Field<Map<String, String>> EXTEND = SHAPE.optional(5, "extend", Kind.map(Scalar.TEXT));

    private Tid() {}

    /** Nothing but a node. */
    static Struct of(String node) {
        return new Struct(SHAPE).with(NODE, node);
    }
}
