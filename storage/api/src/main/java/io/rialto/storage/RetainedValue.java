package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;

/**
 * The retained value of a topic.
 *
 * @param epoch incarnation of the home that sequenced it
 * @param seq its sequence in that epoch
 * @param qos the quality of service it was published with
 * @param ts milliseconds since 1970
 * @param expiresAt milliseconds since 1970, expired from then on; {@link Long#MAX_VALUE} never
 */
public record RetainedValue(
        String topic, long epoch, long seq, AccountId from, Content content, int qos, long ts, long expiresAt) {}
