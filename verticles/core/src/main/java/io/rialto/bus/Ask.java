package io.rialto.bus;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Promise;

/**
 * A question on its way to a verticle of this node.
 *
 * @param caller the account that asks, from its session, never from its packet
 * @param session the session that asks; null where the gateway itself does
 * @param question what is asked
 * @param answer completes on the asker's context
 */
public record Ask<Q, R>(AccountId caller, Seat session, Q question, Promise<R> answer) {}
