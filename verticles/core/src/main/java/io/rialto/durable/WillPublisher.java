package io.rialto.durable;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.DurableWill;
import io.vertx.core.Future;

/** Publishes the wills of sessions that have no connection any more. Safe on any thread. */
@FunctionalInterface
public interface WillPublisher {
    /** Publishes the will of an account; done when its home has taken it as a publisher is told. */
    Future<Void> publish(AccountId from, DurableWill will);
}
