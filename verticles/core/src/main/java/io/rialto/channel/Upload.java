package io.rialto.channel;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Context;

/**
 * A publication on its way to the channel's home.
 *
 * @param session the number of the session that published it
 * @param context where its receipt is told
 */
record Upload(AccountId from, long session, Publication publication, Context context) {}
