package io.rialto.launcher.mqtt;

/** MQTT 3.1.1, chapter 6. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3WebSocketTest extends WebSocketConformance {}
