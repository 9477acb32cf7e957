package io.rialto.contract.command;

import io.rialto.contract.id.MessageId;

/**
 * The acknowledgement of a message: it is committed.
 *
 * @param cmid the sender's own id of it, null where it gave none
 * @param cseq its position in the room
 * @param ts milliseconds since 1970
 * @param iseq its position in the caller's inbox; 0 where the caller has not sent it
 * @param prev the position before it in the sender's inbox
 * @param dup whether it had been sent before with the same {@code cmid}; then nothing was stored again
 */
public record Sent(String cmid, MessageId mid, long cseq, long ts, long iseq, long prev, boolean dup) {}
