package io.rialto.storage.sql;

import io.rialto.contract.message.Content;

/** The columns of a content: type, attrs (null where there are none), bytes. */
public final class ContentColumns {
    private static final byte[] NO_BYTES = new byte[0];

    private ContentColumns() {}

    /** What is bound to the column of attributes. */
    public static byte[] attrs(Content content) {
        return content.attrs().isEmpty() ? null : AttrsCodec.encode(content.attrs());
    }

    /** The content of these columns. */
    public static Content content(String type, byte[] attrs, byte[] bytes) {
        return new Content(type, bytes, AttrsCodec.decode(attrs));
    }

    /** The content whose columns begin at {@code first}. */
    static Content content(Row row, int first) {
        byte[] attrs = row.bytes(first + 1);
        byte[] bytes = row.bytes(first + 2);
        return content(row.text(first), attrs, bytes == null ? NO_BYTES : bytes);
    }
}
