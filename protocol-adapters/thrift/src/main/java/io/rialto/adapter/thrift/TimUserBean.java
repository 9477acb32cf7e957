package io.rialto.adapter.thrift;

import java.util.List;
import java.util.Map;

/** What an account says of itself; TIM gave out no number 3. */
final class TimUserBean {
    static final Shape SHAPE = new Shape("TimUserBean");
    static final Field<String> NAME = SHAPE.optional(1, "name", Scalar.TEXT);
    static final Field<String> NICK_NAME = SHAPE.optional(2, "nickName", Scalar.TEXT);
    /** Spelled so on the wire. */
    static final Field<String> BIRTHDAY = SHAPE.optional(4, "brithday", Scalar.TEXT);

    static final Field<Byte> GENDER = SHAPE.optional(5, "gender", Scalar.I8);
    static final Field<String> COVER = SHAPE.optional(6, "cover", Scalar.TEXT);
    static final Field<String> AREA = SHAPE.optional(7, "area", Scalar.TEXT);
    static final Field<Long> CREATE_TIME = SHAPE.optional(8, "createtime", Scalar.I64);
    static final Field<List<String>> ALBUM = SHAPE.optional(9, "photoTidAlbum", Kind.list(Scalar.TEXT));
    static final Field<Map<String, String>> EXTEND = SHAPE.optional(10, "extend", Kind.map(Scalar.TEXT));
    static final Field<Map<String, byte[]>> EXTRA = SHAPE.optional(11, "extra", Kind.map(Scalar.BYTES));

    private TimUserBean() {}
}
