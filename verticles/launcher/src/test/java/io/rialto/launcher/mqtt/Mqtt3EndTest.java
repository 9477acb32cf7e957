package io.rialto.launcher.mqtt;

/** MQTT 3.1.1, chapters 3.12 to 3.14. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3EndTest extends EndConformance {}
