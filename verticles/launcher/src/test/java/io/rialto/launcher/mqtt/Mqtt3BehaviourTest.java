package io.rialto.launcher.mqtt;

/** MQTT 3.1.1, chapter 4. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3BehaviourTest extends BehaviourConformance {}
