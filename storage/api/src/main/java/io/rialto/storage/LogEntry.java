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
 * @param ts milliseconds since 1970, when it was sent by the clock of some node; it gets {@link Appended.Stored#its}
 * @param recipients whose inbox gets a row, each once; without the sender where there is an echo
 * @param echo whether the sender's own inbox gets a row (kind out)
 * @param erases what it takes the content of; null: nothing
 */
public record LogEntry(
        MessageId mid,
        RoomId room,
        AccountId sender,
        String cmid,
        long ts,
        Content content,
        List<AccountId> recipients,
        boolean echo,
        Erased erases) {
    private static final int ROWS_PER_WEIGHT = 8;
    private static final int BYTES_PER_WEIGHT = 16 * 1024;

    /** Copies the recipients. */
    public LogEntry {
        recipients = List.copyOf(recipients);
    }

    /**
     * An earlier message of the same room whose content goes with this entry.
     *
     * @param cseq the position of that message
     * @param left what stands there from then on
     */
    public record Erased(long cseq, Content left) {}

    /** An entry whose sender gets a row of its own, which takes nothing away. */
    public LogEntry(
            MessageId mid,
            RoomId room,
            AccountId sender,
            String cmid,
            long ts,
            Content content,
            List<AccountId> recipients) {
        this(mid, room, sender, cmid, ts, content, recipients, true, null);
    }

    /** The same without a row for its sender, who may be a recipient then. */
    public LogEntry withoutEcho() {
        return new LogEntry(mid, room, sender, cmid, ts, content, recipients, false, erases);
    }

    /** The same entry, taking the content of an earlier one away. */
    public LogEntry erasing(long cseq, Content left) {
        return new LogEntry(mid, room, sender, cmid, ts, content, recipients, echo, new Erased(cseq, left));
    }

    /** Its time in the log, where the sender's inbox row has this one: that, or its own where there is no such row. */
    public long timeAt(long its) {
        return echo ? its : ts;
    }

    /** What it counts in a commit: one, or more where it is large or goes to many. */
    public int weight() {
        return weight(1);
    }

    /** The same where its inboxes cost only the given part of what they cost otherwise. */
    public int weight(int part) {
        int rows = recipients.size() + 1;
        return Math.max(1, Math.max(rows / (ROWS_PER_WEIGHT * part), content.size() / BYTES_PER_WEIGHT));
    }

    /** What a batch counts. */
    public static int weight(List<LogEntry> batch) {
        return batch.stream().mapToInt(LogEntry::weight).sum();
    }
}
