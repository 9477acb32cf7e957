package io.rialto.contract.session;

import io.rialto.contract.message.Content;

/**
 * What is published for a durable session that goes without saying so (MQTT 5 §3.1.2.5), to a channel.
 *
 * @param retain whether it becomes the retained value
 * @param lifeMillis how long it is worth anything once it is published; {@link Long#MAX_VALUE} for ever
 * @param delayMillis how long after the end of the connection it is published, unless the session goes on before that
 */
public record DurableWill(String topic, Content content, int qos, boolean retain, long lifeMillis, long delayMillis) {}
