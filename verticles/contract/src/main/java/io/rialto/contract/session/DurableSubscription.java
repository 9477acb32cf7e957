package io.rialto.contract.session;

/**
 * A subscription of a durable session, which outlives its connection (MQTT 5 §4.1).
 *
 * @param filter its topic filter, or one of the doors' own trees
 * @param qos the most it is delivered with, 0–2
 * @param noLocal whether what the session itself publishes is left out
 * @param retainAsPublished whether deliveries say that they were published as the retained value
 * @param id the subscription identifier that deliveries carry, 0 where there is none
 */
public record DurableSubscription(String filter, int qos, boolean noLocal, boolean retainAsPublished, int id) {}
