package io.rialto.launcher.mqtt;

/** MQTT 5.0, chapter 6. */
@Specification(Version.MQTT_5_0)
final class Mqtt5WebSocketTest extends WebSocketConformance {}
