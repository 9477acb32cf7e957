package io.rialto.adapter.mqtt;

/**
 * What the server says while a client proves in several turns who it is (MQTT 5 §4.12).
 *
 * @param method by which it does; null where it named none
 * @param data null, or empty, where that is nothing
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record Evidence(String method, byte[] data) {}
