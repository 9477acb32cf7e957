package io.rialto.launcher.mqtt;

/** MQTT 5.0 with clients of HiveMQ and Eclipse Paho. */
@Specification(Version.MQTT_5_0)
final class Mqtt5ClientsTest extends ClientConformance {}
