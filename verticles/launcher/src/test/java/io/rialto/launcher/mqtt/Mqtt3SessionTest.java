package io.rialto.launcher.mqtt;

/** MQTT 3.1.1, sessions. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3SessionTest extends SessionConformance {}
