package io.rialto.storage;

import io.rialto.contract.id.MessageId;

/** What became of an entry of a committed batch. */
public sealed interface Appended {
    /**
     * It stands in the log now.
     *
     * @param cseq its position in the room
     * @param senderIseq its position in the sender's inbox; 0 where it has no echo
     * @param its its time, which is that of the sender's inbox row too: {@link LogEntry#ts}, or later where that would not be
     *     after everything else in that inbox; 0 where it has no echo, then the time is the entry's
     * @param recipientIseqs the positions in the recipients' inboxes, aligned with {@link LogEntry#recipients()}; not to
     *     be written to
     */
    record Stored(long cseq, long senderIseq, long its, Positions recipientIseqs) implements Appended {}

    /**
     * The same sender had sent the same client id before, or what it would erase was erased before: this is where that
     * entry stands.
     *
     * @param senderIseq its position in the sender's inbox; 0 where another account had sent it
     */
    record Duplicate(MessageId mid, long cseq, long ts, long senderIseq) implements Appended {}
}
