package io.rialto.contract.message;

import java.util.List;

/**
 * A stretch of a room's log, always in rising order of {@code cseq}.
 *
 * @param messages what stands there
 * @param head the newest position of the room at the time of reading
 * @param more whether the stretch goes on in the direction that was asked for
 */
public record HistoryPage(List<StoredMessage> messages, long head, boolean more) {
    /** Copies the messages. */
    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
