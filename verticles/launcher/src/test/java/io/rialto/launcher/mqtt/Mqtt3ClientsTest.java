package io.rialto.launcher.mqtt;

/** MQTT 3.1.1 with clients of HiveMQ and Eclipse Paho. */
@Specification(Version.MQTT_3_1_1)
final class Mqtt3ClientsTest extends ClientConformance {}
