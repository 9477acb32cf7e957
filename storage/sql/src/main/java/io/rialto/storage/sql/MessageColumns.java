package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.StoredMessage;

/** The columns of a message: mid, room, cseq, sender, cmid, ts, type, attrs, bytes. */
final class MessageColumns {
    private MessageColumns() {}

    /** The message whose columns begin at {@code first}. */
    static StoredMessage message(Row row, int first) {
        return new StoredMessage(
                new MessageId(row.integer(first)),
                new RoomId(row.text(first + 1)),
                row.integer(first + 2),
                new AccountId(row.text(first + 3)),
                row.text(first + 4),
                row.integer(first + 5),
                ContentColumns.content(row, first + 6));
    }
}
