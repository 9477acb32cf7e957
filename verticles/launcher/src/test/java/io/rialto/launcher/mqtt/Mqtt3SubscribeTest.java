package io.rialto.launcher.mqtt;

/** MQTT 3.1.1, chapters 3.8 to 3.11. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3SubscribeTest extends SubscribeConformance {}
