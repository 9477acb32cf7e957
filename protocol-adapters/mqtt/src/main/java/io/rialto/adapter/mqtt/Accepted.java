package io.rialto.adapter.mqtt;

/**
 * What a client of MQTT 5 that is let in is told of its own session (§3.2.2.3), besides what the server can do for all.
 *
 * @param assignedId null where the client chose its own
 * @param keepAlive 0 where the client's own counts
 * @param responses where the client is to have its answers sent; null where it did not ask
 * @param expiry seconds that the session outlives its connection; -1 where that is what the client asked for
 * @param present whether the session was there before
 * @param evidence what is said last of who the client is (MQTT-4.12.0-5, MQTT-4.12.0-6)
 */
record Accepted(String assignedId, int keepAlive, String responses, long expiry, boolean present, Evidence evidence) {}
