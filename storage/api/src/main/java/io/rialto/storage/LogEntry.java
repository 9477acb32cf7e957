package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import java.util.List;

/**
 * A message on its way into the log.
 *
 * @param cmid the sender's own id of it, the dedupe key together with the sender; null: no dedupe
 * @param ts milliseconds since 1970
 * @param recipients whose inbox gets a row, without the sender, each once; the sender's own row (kind out) is always
 *     written
 */
public record LogEntry(
        MessageId mid,
        RoomId room,
        AccountId sender,
        String cmid,
        long ts,
        Content content,
        List<AccountId> recipients) {
    /** Copies the recipients. */
    public LogEntry {
        recipients = List.copyOf(recipients);
    }
}
