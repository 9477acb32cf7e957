package io.rialto.adapter.thrift;

import java.util.Map;

/** Who a client is, on what. */
final class TimAuth {
    static final Shape SHAPE = new Shape("TimAuth");
    static final Field<String> NAME = SHAPE.optional(1, "name", Scalar.TEXT);
    static final Field<String> PWD = SHAPE.optional(2, "pwd", Scalar.TEXT);
    static final Field<String> DOMAIN = SHAPE.optional(3, "domain", Scalar.TEXT);
    static final Field<String> RESOURCE = SHAPE.optional(4, "resource", Scalar.TEXT);
    static final Field<Byte> TERMTYP = SHAPE.optional(5, "termtyp", Scalar.I8);
    static final Field<String> TOKEN = SHAPE.optional(6, "token", new TokenKind());
    static final Field<Map<String, String>> EXTEND = SHAPE.optional(7, "extend", Kind.map(Scalar.TEXT));

    private TimAuth() {}
}
