package io.rialto.channel;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.vertx.core.Context;

/** A publication to a channel, between nodes. */
record CarriedPublication(
        AccountId from,
        long session,
        long durable,
        String topic,
        Content content,
        int qos,
        boolean retain,
        long expiresAt,
        int packetId)
        implements Carried {
    @Override
    public Uploaded arrived(Context context, Answer answer) {
        Publication.Receipt receipt = answer.awaits() == Awaits.NOTHING
                ? null
                : (failure, matched) -> answer.settle(Outcome.of(failure, matched, null));
        Publication publication = new Publication(topic, content, qos, retain, expiresAt, receipt, packetId);
        return new Upload(from, session, durable, publication, context);
    }
}
