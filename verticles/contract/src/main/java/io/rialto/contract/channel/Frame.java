package io.rialto.contract.channel;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;

/**
 * One message of a channel or stream room after its home gave it a place; never stored except as a retained value.
 *
 * @param seq its place inside (room, epoch), rising by one
 * @param session the number of the session that published it, 0 where it was none
 * @param from the account that published it
 * @param content what it says
 * @param qos the quality of service it was published with, 0–2 (MQTT 5 §4.3)
 * @param retain whether it was published as the retained value
 * @param stored whether it is delivered because it was retained before the subscription, rather than live
 * @param ts milliseconds since 1970 when its home took it
 * @param expiresAt milliseconds since 1970 after which it is not delivered any more; {@link Long#MAX_VALUE} never
 * @param lane where in a stream room it was published; null for channels
 */
public record Frame(
        long seq,
        long session,
        AccountId from,
        Content content,
        int qos,
        boolean retain,
        boolean stored,
        long ts,
        long expiresAt,
        LanePart lane) {
    /** A frame of a channel. */
    public Frame(
            long seq,
            long session,
            AccountId from,
            Content content,
            int qos,
            boolean retain,
            boolean stored,
            long ts,
            long expiresAt) {
        this(seq, session, from, content, qos, retain, stored, ts, expiresAt, null);
    }

    /** The same frame at another place in its stream room. */
    public Frame at(LanePart place) {
        return new Frame(seq, session, from, content, qos, retain, stored, ts, expiresAt, place);
    }
}
